package io.orra.authagent;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.TimeZone;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@ParameterizedClass
@ValueSource(strings = {"UTC", "America/New_York", "Asia/Kolkata", "Pacific/Kiritimati"})
class BrokerDayTest {
    @Parameter
    String hostZone;

    private final TimeZone before = TimeZone.getDefault();

    @BeforeEach
    void moveTheHost() {
        TimeZone.setDefault(TimeZone.getTimeZone(hostZone));
    }

    @AfterEach
    void moveItBack() {
        TimeZone.setDefault(before);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-23T08:00:00+05:30, 2026-11-24T06:00:00+05:30",
        "2026-11-24T05:59:59+05:30, 2026-11-24T06:00:00+05:30",
        "2026-11-24T05:59:59.999999999+05:30, 2026-11-24T06:00:00+05:30",
        "2026-11-24T06:00:00+05:30, 2026-11-25T06:00:00+05:30",
        "2026-11-24T23:59:59+05:30, 2026-11-25T06:00:00+05:30",
        "2026-12-31T18:00:00+05:30, 2027-01-01T06:00:00+05:30",
        "2027-01-01T05:30:00+05:30, 2027-01-01T06:00:00+05:30",
        "2026-03-28T12:00:00+05:30, 2026-03-29T06:00:00+05:30",
        "2026-03-29T02:30:00+05:30, 2026-03-29T06:00:00+05:30",
        "2026-03-31T23:00:00+05:30, 2026-04-01T06:00:00+05:30",
        "2028-02-28T07:00:00+05:30, 2028-02-29T06:00:00+05:30",
    })
    void aSessionEndsAtTheNextFlush(OffsetDateTime login, OffsetDateTime end) {
        assertThat(BrokerDay.sessionEnd(login.toInstant())).isEqualTo(end.toInstant());
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-23T08:00:00+05:30, 2026-11-24T05:59:59+05:30, false",
        "2026-11-23T08:00:00+05:30, 2026-11-24T06:00:00+05:30, true",
        "2026-11-24T05:59:59+05:30, 2026-11-24T06:00:00+05:30, true",
        "2026-11-24T06:00:00+05:30, 2026-11-24T06:00:00+05:30, false",
        "2026-11-24T06:00:00+05:30, 2026-11-25T05:59:59+05:30, false",
        "2026-12-31T08:00:00+05:30, 2027-01-01T06:00:00+05:30, true",
        "2026-11-20T08:00:00+05:30, 2026-11-24T12:00:00+05:30, true",
    })
    void aTokenMintedBeforeTheLastFlushIsDead(OffsetDateTime login, OffsetDateTime now, boolean dead) {
        assertThat(BrokerDay.isDead(login.toInstant(), now.toInstant())).isEqualTo(dead);
        assertThat(BrokerDay.timeLeft(login.toInstant(), now.toInstant()).isZero())
                .isEqualTo(dead);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-24T05:59:59+05:30, 2026-11-23",
        "2026-11-24T06:00:00+05:30, 2026-11-24",
        "2026-11-24T00:29:59Z, 2026-11-23",
        "2026-11-24T00:30:00Z, 2026-11-24",
        "2027-01-01T05:59:59+05:30, 2026-12-31",
        "2027-01-01T06:00:00+05:30, 2027-01-01",
    })
    void theBrokersDayBeginsAtSix(OffsetDateTime now, LocalDate day) {
        assertThat(BrokerDay.businessDate(now.toInstant())).isEqualTo(day);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-24T07:59:59+05:30, 08:00, false",
        "2026-11-24T08:00:00+05:30, 08:00, true",
        "2026-11-24T23:59:59+05:30, 08:00, true",
        "2026-11-25T05:59:59+05:30, 08:00, true",
        "2026-11-25T06:00:00+05:30, 08:00, false",
        "2026-11-25T05:59:59+05:30, 05:00, true",
        "2026-11-25T06:00:00+05:30, 05:00, true",
    })
    void loginsAreAllowedFromTheLoginTimeToTheFlush(OffsetDateTime now, LocalTime loginTime, boolean allowed) {
        assertThat(BrokerDay.loginAllowed(now.toInstant(), loginTime)).isEqualTo(allowed);
    }

    @ParameterizedTest
    @CsvSource({"2026-11-24, 08:00, 2026-11-24T02:30:00Z", "2026-11-24, 04:00, 2026-11-24T00:30:00Z"})
    void aLoginIsNeverDueBeforeTheFlushThatWouldKillIt(LocalDate day, LocalTime loginTime, Instant due) {
        assertThat(BrokerDay.loginDue(day, loginTime)).isEqualTo(due);
    }

    @ParameterizedTest
    @CsvSource({"2026-11-24T08:00:00+05:30, PT22H", "2026-11-24T05:59:00+05:30, PT1M"})
    void whatIsLeftAtTheLoginIsNeverMoreThanADay(OffsetDateTime login, Duration left) {
        assertThat(BrokerDay.timeLeft(login.toInstant(), login.toInstant())).isEqualTo(left);
    }
}
