package io.orra.notification;

import java.time.Instant;

/** How often a webhook may be called. */
interface CallRate {

    /** How many of the calls that are wanted may begin now; they count as begun. */
    int take(int wanted, Instant now);

    /** So many that were taken do not begin. */
    void giveBack(int calls);
}
