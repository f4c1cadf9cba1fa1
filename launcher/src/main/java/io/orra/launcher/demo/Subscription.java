package io.orra.launcher.demo;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.JedisPubSub;
import redis.clients.jedis.exceptions.JedisException;

/** Listens to all channels of a pattern and keeps the newest message of each. */
final class Subscription implements AutoCloseable {
    private final Map<String, String> newest = new ConcurrentHashMap<>();
    private final Jedis redis;
    private final JedisPubSub listener = new JedisPubSub() {
        @Override
        public void onPMessage(String pattern, String channel, String message) {
            newest.put(channel, message);
        }
    };

    Subscription(DemoRedis where, String pattern) {
        redis = where.connect();
        Thread thread = new Thread(() -> listen(pattern), "orra-demo-subscription");
        thread.setDaemon(true);
        thread.start();
    }

    private void listen(String pattern) {
        try {
            redis.psubscribe(listener, pattern);
        } catch (JedisException closed) {
            newest.remove("");
        }
    }

    /** The newest message of each channel. */
    Map<String, String> newest() {
        return Map.copyOf(newest);
    }

    @Override
    public void close() {
        redis.disconnect();
    }
}
