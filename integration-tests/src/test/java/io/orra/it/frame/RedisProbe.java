package io.orra.it.frame;

import io.orra.launcher.settings.Setting;
import io.orra.launcher.settings.Settings;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.Awaitility;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.JedisPubSub;

/** Redis as another program sees it. */
public final class RedisProbe {

    private final URI url;

    RedisProbe(Settings settings) {
        url = URI.create(settings.get(Setting.REDIS_URL));
    }

    public String get(String key) {
        try (Jedis redis = new Jedis(url)) {
            return redis.get(key);
        }
    }

    public void set(String key, String value) {
        try (Jedis redis = new Jedis(url)) {
            redis.set(key, value);
        }
    }

    /** Such as {@code string} or {@code hash}; {@code none} without the key. */
    public String type(String key) {
        try (Jedis redis = new Jedis(url)) {
            return redis.type(key);
        }
    }

    /** How many patterns of channels are listened to now. */
    public long listeners() {
        try (Jedis redis = new Jedis(url)) {
            return redis.pubsubNumPat();
        }
    }

    /** Seconds since 1970 at which a key ends; -1 without an end, -2 without the key. */
    public long expiresAt(String key) {
        try (Jedis redis = new Jedis(url)) {
            return redis.expireTime(key);
        }
    }

    /** The first messages that arrive on channels of a pattern. */
    public List<String> listen(String pattern, int messages, Duration most) {
        List<String> heard = new CopyOnWriteArrayList<>();
        JedisPubSub ear = new JedisPubSub() {
            @Override
            public void onPMessage(String from, String channel, String message) {
                heard.add(message);
            }
        };
        Thread listener = new Thread(() -> {
            try (Jedis redis = new Jedis(url, 0)) {
                redis.psubscribe(ear, pattern);
            }
        });
        listener.setDaemon(true);
        listener.start();
        try {
            Awaitility.await("messages on " + pattern).atMost(most).until(() -> heard.size() >= messages);
        } finally {
            if (ear.isSubscribed()) {
                ear.punsubscribe();
            }
        }
        return heard;
    }
}
