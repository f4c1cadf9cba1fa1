package io.orra.tickstore;

import io.orra.tickeragent.TenantTicks;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;

/** What comes from the feeds, in its order. */
sealed interface Arrival {

    record Frame(TenantTicks ticks) implements Arrival {}

    /** @param at when the feed's first frame came */
    record Up(UUID tenant, Set<Long> instruments, Instant at) implements Arrival {}

    /** @param at when the feed's last frame came */
    record Down(UUID tenant, Set<Long> instruments, Instant at) implements Arrival {}
}
