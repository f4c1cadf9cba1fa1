package io.orra.tickeragent;

import io.orra.kite.Tick;
import io.orra.kite.TickJson;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Predicate;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.Pipeline;
import redis.clients.jedis.Protocol;
import redis.clients.jedis.exceptions.JedisException;

/**
 * Publishes ticks as {@code ticker:{tenant}:{instrument_token}} from one thread over one connection, many to a round
 * trip. While Redis is away the thread tries again and the backlog keeps what it has room for.
 */
public final class RedisTickPublisher implements TickPublisher, AutoCloseable {
    private static final int BATCH = 512;
    private static final Duration REDIS_TIMEOUT = Duration.ofSeconds(2);
    private static final Duration FIRST_RETRY = Duration.ofMillis(100);
    private static final Duration LAST_RETRY = Duration.ofSeconds(2);
    private static final Duration FAREWELL = Duration.ofSeconds(1);

    private final URI redis;
    private final Predicate<UUID> active;
    private final TickBacklog backlog;
    private final TickJson json = new TickJson();
    private final LongAdder published = new LongAdder();
    private final LongAdder lost = new LongAdder();
    private final LongAdder suppressed = new LongAdder();
    private final Thread thread;
    private volatile boolean connected;
    private volatile boolean closed;
    private Jedis connection;

    /**
     * @param redis {@code redis://[:password@]host:port/db}
     * @param capacity most ticks that wait
     * @param active asked for each tick just before it goes out, so it must be quick
     */
    public RedisTickPublisher(URI redis, int capacity, Predicate<UUID> active, ThreadFactory threads) {
        this.redis = redis;
        this.active = active;
        this.backlog = new TickBacklog(capacity);
        this.thread = threads.newThread(this::run);
        this.thread.start();
    }

    @Override
    public void publish(UUID tenant, Tick tick) {
        if (!closed) {
            backlog.add(tenant, tick);
        }
    }

    @Override
    public PublisherMetrics metrics() {
        return new PublisherMetrics(
                published.sum(),
                backlog.conflated(),
                backlog.dropped() + lost.sum(),
                suppressed.sum(),
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
                List<TickBacklog.Waiting> batch = backlog.take(BATCH);
                connect();
                send(batch);
            }
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        } finally {
            disconnect();
        }
    }

    private void connect() throws InterruptedException {
        Duration wait = FIRST_RETRY;
        while (connection == null) {
            Jedis candidate = null;
            try {
                int limit = (int) REDIS_TIMEOUT.toMillis();
                candidate = new Jedis(redis, limit, limit);
                candidate.ping();
                connection = candidate;
                connected = true;
            } catch (JedisException away) {
                if (candidate != null) {
                    closeQuietly(candidate);
                }
                Thread.sleep(wait.toMillis());
                wait = wait.multipliedBy(2).compareTo(LAST_RETRY) < 0 ? wait.multipliedBy(2) : LAST_RETRY;
            }
        }
    }

    private void send(List<TickBacklog.Waiting> batch) {
        int sent = 0;
        try {
            Pipeline pipeline = connection.pipelined();
            for (TickBacklog.Waiting next : batch) {
                if (active.test(next.tenant())) {
                    pipeline.sendCommand(Protocol.Command.PUBLISH, channel(next), json.encode(next.tick()));
                    sent++;
                }
            }
            pipeline.sync();
            published.add(sent);
            suppressed.add(batch.size() - sent);
        } catch (RuntimeException broken) {
            // How many went through is unknown; sending them again would deliver some twice.
            lost.add(batch.size());
            disconnect();
        }
    }

    private static byte[] channel(TickBacklog.Waiting next) {
        String name = "ticker:" + next.tenant() + ":" + next.tick().instrumentToken();
        return name.getBytes(StandardCharsets.US_ASCII);
    }

    private void disconnect() {
        connected = false;
        if (connection != null) {
            closeQuietly(connection);
            connection = null;
        }
    }

    private static void closeQuietly(Jedis broken) {
        try {
            broken.close();
        } catch (JedisException alreadyGone) {
            return;
        }
    }
}
