package io.orra.tickeragent;

import io.orra.kite.TickerEndpoint;
import java.time.Clock;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.BooleanSupplier;

/**
 * What all streams share.
 *
 * @param timers for waits only, nothing blocking runs on it
 * @param worker for reading sessions
 * @param clock stamps frames; waits don't depend on it
 * @param marketOpen whether instruments should tick now
 */
public record StreamSurroundings(
        TickerEndpoint endpoint,
        ScheduledExecutorService timers,
        Executor worker,
        StreamTimings timings,
        Clock clock,
        BooleanSupplier marketOpen) {}
