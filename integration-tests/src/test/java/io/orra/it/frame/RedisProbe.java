package io.orra.it.frame;

import io.orra.launcher.settings.Setting;
import io.orra.launcher.settings.Settings;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.Awaitility;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.JedisPubSub;
import redis.clients.jedis.Response;
import redis.clients.jedis.StreamEntryID;
import redis.clients.jedis.Transaction;
import redis.clients.jedis.params.XReadGroupParams;
import redis.clients.jedis.resps.StreamEntry;

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

    public void remove(String key) {
        try (Jedis redis = new Jedis(url)) {
            redis.del(key);
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

    /** Returns how many subscriptions took it. */
    public long publish(String channel, String message) {
        try (Jedis redis = new Jedis(url)) {
            return redis.publish(channel, message);
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

    /** Adds an entry to a stream; returns its id. */
    public String append(String stream, Map<String, String> fields) {
        try (Jedis redis = new Jedis(url)) {
            return redis.xadd(stream, StreamEntryID.NEW_ENTRY, fields).toString();
        }
    }

    /** All entries of a stream, oldest first. */
    public List<StreamEntry> entries(String stream) {
        try (Jedis redis = new Jedis(url)) {
            return redis.xrange(stream, "-", "+");
        }
    }

    /** How many entries of a stream a group has read and not acknowledged. */
    public long unacknowledged(String stream, String group) {
        try (Jedis redis = new Jedis(url)) {
            return redis.xpending(stream, group).getTotal();
        }
    }

    /** Whether a group has read that entry. */
    public boolean read(String stream, String group, String id) {
        try (Jedis redis = new Jedis(url)) {
            return redis.xinfoGroups(stream).stream()
                    .filter(one -> one.getName().equals(group))
                    .anyMatch(one -> one.getLastDeliveredId().compareTo(new StreamEntryID(id)) >= 0);
        }
    }

    /** An entry that a consumer of the group took and never finishes. */
    public String abandon(String stream, String group, String consumer, Map<String, String> fields) {
        try (Jedis redis = new Jedis(url)) {
            // In one transaction, so that no other consumer gets it first.
            Transaction together = redis.multi();
            Response<StreamEntryID> id = together.xadd(stream, StreamEntryID.NEW_ENTRY, fields);
            together.xreadGroup(
                    group,
                    consumer,
                    XReadGroupParams.xReadGroupParams().count(100),
                    Map.of(stream, StreamEntryID.XREADGROUP_UNDELIVERED_ENTRY));
            together.exec();
            return id.get().toString();
        }
    }
}
