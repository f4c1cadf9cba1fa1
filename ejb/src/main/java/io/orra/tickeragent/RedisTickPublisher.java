package io.orra.tickeragent;

import io.orra.redis.RedisWire;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Predicate;

/**
 * Publishes ticks as {@code ticker:{tenant}:{instrument_token}}, and keeps the newest in {@code ticker:last:{tenant}},
 * from one thread over one connection, many to a round trip. While Redis is away the thread tries again and the backlog
 * keeps what it has room for.
 */
public final class RedisTickPublisher implements TickPublisher, AutoCloseable {
    private static final int BATCH = 512;
    /** What is on its way while the next batch is made. */
    private static final int AHEAD = 1;

    private static final Duration REDIS_TIMEOUT = Duration.ofSeconds(2);
    private static final Duration FIRST_RETRY = Duration.ofMillis(100);
    private static final Duration LAST_RETRY = Duration.ofSeconds(2);
    private static final Duration FAREWELL = Duration.ofSeconds(1);

    private final URI redis;
    private final TickBacklog backlog;
    private final TickCommands commands;
    private final LongAdder published = new LongAdder();
    private final LongAdder lost = new LongAdder();
    private final Thread thread;
    private volatile boolean connected;
    private volatile boolean closed;
    private volatile RedisWire wire;

    /**
     * @param redis {@code redis://[:password@]host:port/db}
     * @param capacity most ticks that wait
     * @param active asked for each frame just before it goes out, so it must be quick
     */
    public RedisTickPublisher(URI redis, int capacity, Predicate<UUID> active, ThreadFactory threads) {
        this.redis = redis;
        this.backlog = new TickBacklog(capacity);
        this.commands = new TickCommands(active);
        this.thread = threads.newThread(this::run);
        this.thread.start();
    }

    @Override
    public void publish(TenantTicks frame) {
        if (!closed) {
            backlog.add(frame.tenant(), frame.ticks());
            breakOffStuckSending();
        }
    }

    /** A peer that stopped reading would hold the sending thread for as long as it likes. */
    private void breakOffStuckSending() {
        RedisWire open = wire;
        if (open != null && open.sendingNanos() > REDIS_TIMEOUT.toNanos()) {
            closeQuietly(open);
        }
    }

    @Override
    public void keep(UUID tenant, Set<Long> instruments) {
        commands.keep(tenant, Set.copyOf(instruments));
    }

    @Override
    public void leave(UUID tenant) {
        commands.leave(tenant);
    }

    @Override
    public PublisherMetrics metrics() {
        return new PublisherMetrics(
                published.sum(),
                backlog.conflated(),
                backlog.dropped() + lost.sum(),
                commands.suppressed(),
                backlog.size(),
                connected);
    }

    /** Takes nothing more, gives what waits a second to go out, and ends the thread. */
    @Override
    public void close() {
        closed = true;
        try {
            long end = System.nanoTime() + FAREWELL.toNanos();
            while (connected && backlog.size() > 0 && System.nanoTime() < end) {
                Thread.sleep(10);
            }
            thread.interrupt();
            thread.join(REDIS_TIMEOUT.toMillis());
        } catch (InterruptedException stopped) {
            thread.interrupt();
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                List<TickBacklog.Waiting> batch = backlog.take(BATCH, commands.millisToNext());
                if (!batch.isEmpty() || commands.due()) {
                    connect();
                    send(batch);
                }
            }
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        } finally {
            disconnect();
        }
    }

    private void connect() throws InterruptedException {
        Duration wait = FIRST_RETRY;
        while (wire == null) {
            try {
                wire = new RedisWire(redis, REDIS_TIMEOUT);
                connected = true;
                commands.connected();
            } catch (IOException away) {
                Thread.sleep(wait.toMillis());
                wait = wait.multipliedBy(2).compareTo(LAST_RETRY) < 0 ? wait.multipliedBy(2) : LAST_RETRY;
            }
        }
    }

    private void send(List<TickBacklog.Waiting> batch) {
        try {
            commands.write(batch);
            commands.send(wire);
            // With more to do the answers of this batch are read after the next one is on its way.
            published.add(commands.settle(wire, backlog.size() > 0 ? AHEAD : 0));
        } catch (IOException | RuntimeException broken) {
            // How many went through is unknown; sending them again would deliver some twice.
            lost.add(commands.abandon());
            disconnect();
        }
    }

    private void disconnect() {
        connected = false;
        RedisWire open = wire;
        wire = null;
        if (open != null) {
            closeQuietly(open);
        }
    }

    private static void closeQuietly(RedisWire open) {
        try {
            open.close();
        } catch (IOException alreadyGone) {
            return;
        }
    }
}
