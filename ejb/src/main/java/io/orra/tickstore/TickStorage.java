package io.orra.tickstore;

import io.orra.marketdata.FeedLedger;
import io.orra.marketdata.MarketDatabase;
import io.orra.marketdata.TickWriter;
import io.orra.tickeragent.TenantTicks;
import io.orra.tickeragent.TickSink;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The ticker's ticks go into the market database. */
@ApplicationScoped
public class TickStorage implements TickSink {

    @Resource
    private ManagedThreadFactory threads;

    @Inject
    private MarketDatabase database;

    @Inject
    private Clock clock;

    @Inject
    @ConfigProperty(name = "MARKET_QUEUE_TICKS", defaultValue = "300000")
    private int capacity;

    @Inject
    @ConfigProperty(name = "MARKET_TICKS_KEPT_DAYS", defaultValue = "30")
    private int keptDays;

    private TickStore store;

    @PostConstruct
    void open() {
        store = new TickStore(
                new TickWriter(database.source()),
                new FeedLedger(database.source()),
                clock,
                capacity,
                Duration.ofDays(keptDays),
                database::ready,
                threads);
    }

    @PreDestroy
    void close() {
        store.close();
    }

    @Override
    public void accept(TenantTicks frame) {
        store.accept(frame);
    }

    @Override
    public void feedUp(UUID tenant, Set<Long> instruments, Instant firstFrame) {
        store.tell(new Arrival.Up(tenant, Set.copyOf(instruments), firstFrame));
    }

    @Override
    public void feedDown(UUID tenant, Set<Long> instruments, Instant lastFrame) {
        store.tell(new Arrival.Down(tenant, Set.copyOf(instruments), lastFrame));
    }

    public TickStore.Counts counts() {
        return store.counts();
    }
}
