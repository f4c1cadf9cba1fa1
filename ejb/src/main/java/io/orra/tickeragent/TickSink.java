package io.orra.tickeragent;

import java.time.Instant;
import java.util.Set;
import java.util.UUID;

/**
 * Takes every tick that arrives, beside its publishing. All beans of this type are found ({@code @Any
 * Instance<TickSink>}) and each is told everything, in the order of arrival for one tenant; two tenants' calls may come
 * at the same time. The calls are made on the socket's way, so an implementation hands over to a bounded queue of its
 * own: it never blocks, and what it throws is counted and goes no further.
 */
public interface TickSink {

    /** One decoded frame with at least one tick. Only active tenants with a session are ever seen here. */
    void accept(TenantTicks frame);

    /**
     * A feed that was up is down: its socket broke, fell silent or was closed. An instance that is killed can't say so.
     *
     * @param instruments tokens that the feed was asked for
     * @param lastFrame when the last frame, a heartbeat included, arrived
     */
    default void feedDown(UUID tenant, Set<Long> instruments, Instant lastFrame) {}

    /**
     * A feed is up, for the first time or again.
     *
     * @param instruments tokens that the feed is asked for
     * @param firstFrame when its first frame, a heartbeat included, arrived
     */
    default void feedUp(UUID tenant, Set<Long> instruments, Instant firstFrame) {}
}
