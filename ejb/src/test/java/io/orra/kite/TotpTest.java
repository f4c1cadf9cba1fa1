package io.orra.kite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TotpTest {
    /** The seed of RFC 6238's appendix B, "12345678901234567890". */
    private static final String RFC = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";

    private static final String ACCOUNT = "AB1234";

    private final SettableClock clock = new SettableClock();
    private final List<Duration> sleeps = new ArrayList<>();
    private final Totp totp = new Totp(
            clock,
            duration -> {
                sleeps.add(duration);
                clock.now = clock.now.plus(duration);
            },
            new ProcessSteps());

    @ParameterizedTest
    @CsvSource({
        "1970-01-01T00:00:59Z, 287082",
        "2005-03-18T01:58:29Z, 081804",
        "2005-03-18T01:58:31Z, 050471",
        "2009-02-13T23:31:30Z, 005924",
        "2033-05-18T03:33:20Z, 279037",
    })
    void makesTheCodesOfTheRfc(Instant at, String code) throws Exception {
        clock.now = at.minusSeconds(at.getEpochSecond() % 30);
        assertThat(totp.next(ACCOUNT, RFC)).isEqualTo(code);
    }

    @Test
    void usesTheCurrentWindowWhileThreeSecondsAreLeft() throws Exception {
        clock.now = Instant.ofEpochSecond(1_000_000_020 + 27);
        totp.next(ACCOUNT, RFC);
        assertThat(sleeps).isEmpty();
    }

    @Test
    void waitsForTheNextWindowWhenLessIsLeft() throws Exception {
        clock.now = Instant.ofEpochSecond(1_000_000_020 + 27).plusMillis(1);
        String code = totp.next(ACCOUNT, RFC);
        assertThat(sleeps).containsExactly(Duration.ofMillis(3000));
        assertThat(code).isEqualTo(codeOfFreshTotpAt(1_000_000_050));
    }

    @Test
    void aCodeThatTookLongToTypeIsFreshUntilThreeSecondsAreLeft() throws Exception {
        clock.now = Instant.ofEpochSecond(1_000_000_020 + 20);
        Totp.Code code = totp.take(ACCOUNT, RFC);
        clock.now = Instant.ofEpochSecond(1_000_000_020 + 27);
        assertThat(totp.fresh(code)).isTrue();
        clock.now = clock.now.plusMillis(1);
        assertThat(totp.fresh(code)).isFalse();
        assertThat(code.toString()).doesNotContain(code.digits());
    }

    @Test
    void neverGivesACodeTwiceForOneAccount() throws Exception {
        clock.now = Instant.ofEpochSecond(1_000_000_020);
        Set<String> codes = new HashSet<>();
        for (int count = 0; count < 10; count++) {
            codes.add(totp.next(ACCOUNT, RFC));
        }
        assertThat(codes).hasSize(10);
        assertThat(clock.now).isAfterOrEqualTo(Instant.ofEpochSecond(1_000_000_020 + 9 * 30));
    }

    @Test
    void takesTheSameSeedInOtherSpellingForTheSame() throws Exception {
        clock.now = Instant.ofEpochSecond(1_000_000_020);
        String first = totp.next(ACCOUNT, RFC);
        assertThat(totp.next(ACCOUNT, "gezd gnbv-gy3t qojq gezd gnbv gy3t qojq=="))
                .isNotEqualTo(first);
    }

    @Test
    void letsAnotherAccountUseTheSameWindow() throws Exception {
        clock.now = Instant.ofEpochSecond(1_000_000_020);
        totp.next(ACCOUNT, RFC);
        totp.next("CD5678", "JBSWY3DPEHPK3PXP");
        assertThat(sleeps).isEmpty();
    }

    @Test
    void asksAgainWhenTheSleepWasTooLong() throws Exception {
        Totp drowsy =
                new Totp(clock, duration -> clock.now = clock.now.plus(duration).plusSeconds(40), new ProcessSteps());
        clock.now = Instant.ofEpochSecond(1_000_000_020 + 28);
        drowsy.next(ACCOUNT, RFC);
        long left = 30 - Math.floorMod(clock.now.getEpochSecond(), 30);
        assertThat(left).isGreaterThanOrEqualTo(3);
    }

    @Test
    void failsInsteadOfWaitingForHoursAfterTheClockWentBack() throws Exception {
        clock.now = Instant.ofEpochSecond(1_000_000_020);
        totp.next(ACCOUNT, RFC);
        clock.now = clock.now.minus(Duration.ofHours(1));
        LoginFailedException failure = catchThrowableOfType(LoginFailedException.class, () -> totp.next(ACCOUNT, RFC));
        assertThat(failure.reason()).isEqualTo(LoginFailureReason.TIMEOUT);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "   ", "JBSWY3DP0EHPK3PX", "JBSWY3DP1", "JBSWY3", "ABC", "JBSWY3DPÄ", "====", "JBSW Y3D"})
    void refusesASeedThatIsNotBase32(String seed) {
        LoginFailedException failure = catchThrowableOfType(LoginFailedException.class, () -> totp.next(ACCOUNT, seed));
        assertThat(failure.reason()).isEqualTo(LoginFailureReason.MISSING_CREDENTIALS);
        assertThat(failure.credentialsSent()).isFalse();
        assertThat(failure.getMessage()).doesNotContain("JBSW");
    }

    private String codeOfFreshTotpAt(long second) throws Exception {
        clock.now = Instant.ofEpochSecond(second);
        return new Totp(clock, duration -> {}, new ProcessSteps()).next(ACCOUNT, RFC);
    }

    private static final class SettableClock extends Clock {
        private Instant now = Instant.EPOCH;

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }
}
