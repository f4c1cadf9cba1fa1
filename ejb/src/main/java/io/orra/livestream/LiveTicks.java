package io.orra.livestream;

import io.orra.redis.RedisNames;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ThreadFactory;
import java.util.logging.Level;
import java.util.logging.Logger;
import redis.clients.jedis.BinaryJedisPubSub;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.exceptions.JedisException;

/**
 * Listens on Redis to the ticks of the tenants that have viewers, whichever instance publishes them, over one connection
 * that is opened again whenever it breaks.
 */
final class LiveTicks implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(LiveTicks.class.getName());
    private static final String CHANNELS = "ticker:";
    private static final int TENANT_END = CHANNELS.length() + 36;
    private static final long RETRY_MILLIS = 500;
    /** A subscription that is always there: without any the connection's loop would end. */
    private static final byte[] ALWAYS = "orra:livestream".getBytes(StandardCharsets.US_ASCII);

    private final URI redis;
    private final Thread thread;
    private final Map<UUID, List<Viewer>> viewers = new ConcurrentHashMap<>();
    private final Object subscribing = new Object();
    private Listener listener;
    private volatile Jedis connection;
    private volatile boolean closed;

    LiveTicks(URI redis, ThreadFactory threads) {
        this.redis = redis;
        this.thread = threads.newThread(this::run);
        this.thread.start();
    }

    void add(Viewer viewer) {
        synchronized (subscribing) {
            List<Viewer> others = viewers.computeIfAbsent(viewer.tenant(), key -> new CopyOnWriteArrayList<>());
            others.add(viewer);
            if (others.size() == 1 && listener != null && listener.isSubscribed()) {
                listener.psubscribe(pattern(viewer.tenant()));
            }
        }
    }

    void remove(Viewer viewer) {
        synchronized (subscribing) {
            viewer.close();
            List<Viewer> others = viewers.get(viewer.tenant());
            if (others != null && others.remove(viewer) && others.isEmpty()) {
                viewers.remove(viewer.tenant());
                if (listener != null && listener.isSubscribed()) {
                    listener.punsubscribe(pattern(viewer.tenant()));
                }
            }
        }
    }

    int count() {
        return viewers.values().stream().mapToInt(List::size).sum();
    }

    int count(UUID tenant) {
        return viewers.getOrDefault(tenant, List.of()).size();
    }

    List<Viewer> all() {
        return viewers.values().stream().flatMap(List::stream).toList();
    }

    @Override
    public void close() {
        closed = true;
        all().forEach(this::remove);
        Jedis open = connection;
        if (open != null) {
            // Ends the loop's read.
            open.disconnect();
        }
        thread.interrupt();
    }

    private void run() {
        while (!closed) {
            int port = redis.getPort() == -1 ? 6379 : redis.getPort();
            try (Jedis jedis = new Jedis(
                    new HostAndPort(redis.getHost(), port), io.orra.redis.RedisConnection.clientConfig(redis))) {
                connection = jedis;
                Listener fresh = new Listener();
                synchronized (subscribing) {
                    listener = fresh;
                }
                // What was added before the first pattern stood is added by the listener itself.
                jedis.psubscribe(fresh, ALWAYS);
            } catch (JedisException away) {
                if (!closed) {
                    LOG.log(Level.FINE, "live ticks wait for Redis");
                }
            }
            try {
                Thread.sleep(RETRY_MILLIS);
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private static byte[] pattern(UUID tenant) {
        return (RedisNames.ticks(tenant) + "*").getBytes(StandardCharsets.US_ASCII);
    }

    private final class Listener extends BinaryJedisPubSub {

        @Override
        public void onPSubscribe(byte[] pattern, int subscribed) {
            if (java.util.Arrays.equals(pattern, ALWAYS)) {
                synchronized (subscribing) {
                    Set<UUID> tenants = viewers.keySet();
                    if (!tenants.isEmpty()) {
                        psubscribe(tenants.stream().map(LiveTicks::pattern).toArray(byte[][]::new));
                    }
                }
            }
        }

        @Override
        public void onPMessage(byte[] pattern, byte[] channel, byte[] message) {
            String name = new String(channel, StandardCharsets.US_ASCII);
            try {
                UUID tenant = UUID.fromString(name.substring(CHANNELS.length(), TENANT_END));
                long token = Long.parseLong(name.substring(TENANT_END + 1));
                viewers.getOrDefault(tenant, List.of()).forEach(viewer -> viewer.put(token, message));
            } catch (IllegalArgumentException | IndexOutOfBoundsException notATick) {
                LOG.log(Level.FINE, "a channel of another form");
            }
        }
    }
}
