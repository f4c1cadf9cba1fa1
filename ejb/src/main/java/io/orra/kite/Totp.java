package io.orra.kite;

import com.eatthepath.otp.TimeBasedOneTimePasswordGenerator;
import java.security.InvalidKeyException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import javax.crypto.SecretKey;

/**
 * Codes of RFC 6238 (SHA-1, 30 s, 6 digits). A code is never handed out with less than three seconds left, because the
 * broker would see it expired, and never twice for one account, whichever process asks, see {@link UsedSteps}.
 */
public final class Totp {
    private static final Duration STEP = Duration.ofSeconds(30);
    private static final Duration LEAST_LEFT = Duration.ofSeconds(3);
    /** Further ahead than this a free step can only be after the clock went back. */
    private static final int FURTHEST_STEPS = 4;

    private final Clock clock;
    private final Sleeper sleeper;
    private final UsedSteps used;
    private final TimeBasedOneTimePasswordGenerator generator;

    public Totp(Clock clock, Sleeper sleeper, UsedSteps used) {
        this.clock = clock;
        this.sleeper = sleeper;
        this.used = used;
        this.generator = new TimeBasedOneTimePasswordGenerator(STEP, 6);
    }

    /** @param end of the window in which the broker takes it */
    record Code(String digits, Instant end) {
        @Override
        public String toString() {
            return "Code[until " + end + "]";
        }
    }

    /** The account's next code; may wait for the next 30 s window, rarely for more. */
    public String next(String account, String seed) throws LoginFailedException, InterruptedException {
        return take(account, seed).digits();
    }

    /** Whether it may still be sent; for whoever needs a while to type it. */
    boolean fresh(Code code) {
        return !clock.instant().isAfter(code.end().minus(LEAST_LEFT));
    }

    Code take(String account, String seed) throws LoginFailedException, InterruptedException {
        SecretKey key = TotpSeed.keyOf(seed);
        while (true) {
            long step = reserve(account);
            Instant start = Instant.ofEpochSecond(step * STEP.toSeconds());
            Duration wait = Duration.between(clock.instant(), start);
            if (!wait.isNegative() && !wait.isZero()) {
                sleeper.sleep(wait.plusMillis(1));
            }
            Code code = new Code(digits(key, start), start.plus(STEP));
            if (!clock.instant().isBefore(start) && fresh(code)) {
                return code;
            }
        }
    }

    private long reserve(String account) throws LoginFailedException {
        Instant now = clock.instant();
        long earliest = Math.floorDiv(now.plus(LEAST_LEFT).minusNanos(1).getEpochSecond(), STEP.toSeconds());
        return used.take(account, earliest, earliest + FURTHEST_STEPS)
                .orElseThrow(() -> LoginFailedException.before(
                        LoginFailureReason.TIMEOUT, "no unused TOTP code within two minutes"));
    }

    private String digits(SecretKey key, Instant at) {
        try {
            return generator.generateOneTimePasswordString(key, at);
        } catch (InvalidKeyException neverForHmac) {
            throw new IllegalStateException("HMAC-SHA1 took no key");
        }
    }
}
