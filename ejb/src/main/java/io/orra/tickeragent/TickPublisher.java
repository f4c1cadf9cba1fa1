package io.orra.tickeragent;

import java.util.Set;
import java.util.UUID;

/** Takes ticks off the sockets' threads; never blocks and never throws. */
public interface TickPublisher {
    void publish(TenantTicks frame);

    /** The tenant streams these instruments now: nothing else of it is kept for late subscribers, and none when empty. */
    void keep(UUID tenant, Set<Long> instruments);

    /** Another instance streams the tenant now: what is kept for late subscribers is that one's. */
    void leave(UUID tenant);

    PublisherMetrics metrics();
}
