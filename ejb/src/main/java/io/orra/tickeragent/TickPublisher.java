package io.orra.tickeragent;

import io.orra.kite.Tick;
import java.util.UUID;

/** Takes ticks off the sockets' threads; never blocks and never throws. */
public interface TickPublisher {
    void publish(UUID tenant, Tick tick);

    PublisherMetrics metrics();
}
