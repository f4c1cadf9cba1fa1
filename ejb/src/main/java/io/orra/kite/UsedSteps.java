package io.orra.kite;

import java.util.OptionalLong;

/** Remembers which TOTP steps were handed out: the broker refuses a used code and counts that as a wrong entry. */
@FunctionalInterface
public interface UsedSteps {

    /**
     * Takes a step for good, before its code is made.
     *
     * @param account the broker's user id
     * @param earliest the step that is open now
     * @param furthest the last step worth to wait for
     * @return the first step from the earliest on that was never taken; empty when that lies too far ahead, as after the
     *     clock went back
     */
    OptionalLong take(String account, long earliest, long furthest);
}
