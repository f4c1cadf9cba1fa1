package io.orra.it.frame;

import java.time.Duration;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;

/** Waits for what happens by itself. The limits are for a stuck system, not a measure of a quick one. */
public final class Eventually {

    private Eventually() {}

    /** For what takes some seconds on a quiet machine. */
    public static ConditionFactory eventually() {
        return Awaitility.await().atMost(Duration.ofSeconds(90)).pollInterval(Duration.ofMillis(250));
    }

    /** That something stays as it is, looked at again and again for the time given. */
    public static ConditionFactory during(Duration time) {
        return Awaitility.await().during(time).atMost(time.plusSeconds(30)).pollInterval(Duration.ofMillis(250));
    }
}
