package io.orra.tickeragent;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;

/** Everybody who takes ticks beside the publisher. What one of them throws is counted and stops nobody. */
@ApplicationScoped
public class Sinks {

    @Inject
    @Any
    private Instance<TickSink> found;

    private final LongAdder failures = new LongAdder();
    private List<TickSink> sinks = List.of();

    @PostConstruct
    void find() {
        sinks = found.stream().toList();
    }

    void ticks(TenantTicks frame) {
        each(sink -> sink.accept(frame));
    }

    void feedUp(UUID tenant, Set<Long> instruments, Instant firstFrame) {
        each(sink -> sink.feedUp(tenant, instruments, firstFrame));
    }

    void feedDown(UUID tenant, Set<Long> instruments, Instant lastFrame) {
        each(sink -> sink.feedDown(tenant, instruments, lastFrame));
    }

    long failures() {
        return failures.sum();
    }

    private void each(Consumer<TickSink> call) {
        for (TickSink sink : sinks) {
            try {
                call.accept(sink);
            } catch (RuntimeException failed) {
                failures.increment();
            }
        }
    }
}
