package io.orra.notification;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.StreamEntryID;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.params.XAddParams;
import redis.clients.jedis.params.XAutoClaimParams;
import redis.clients.jedis.params.XReadGroupParams;
import redis.clients.jedis.params.XTrimParams;
import redis.clients.jedis.resps.StreamGroupInfo;
import redis.clients.jedis.resps.StreamPendingSummary;

/** Streams of strategy workers, read as one consumer of a group. */
record RedisStream(RedisClient redis, String name, String group, String consumer) {

    private static final int BATCH = 100;

    /** Makes stream and group unless they are there; the group sees the stream from its beginning. */
    void prepare() {
        try {
            redis.xgroupCreate(name, group, new StreamEntryID(0, 0), true);
        } catch (JedisDataException refused) {
            if (refused.getMessage() == null || !refused.getMessage().startsWith("BUSYGROUP")) {
                throw refused;
            }
        }
    }

    /** New entries of several streams at once, in their order. */
    static List<StreamEntry> read(List<RedisStream> streams, int blockMillis) {
        RedisStream first = streams.get(0);
        Map<String, StreamEntryID> from = new HashMap<>();
        streams.forEach(stream -> from.put(stream.name(), StreamEntryID.XREADGROUP_UNDELIVERED_ENTRY));
        List<Map.Entry<String, List<redis.clients.jedis.resps.StreamEntry>>> read = first.redis()
                .xreadGroup(
                        first.group(),
                        first.consumer(),
                        XReadGroupParams.xReadGroupParams().count(BATCH).block(blockMillis),
                        from);
        return read == null
                ? List.of()
                : read.stream()
                        .flatMap(stream -> stream.getValue().stream().map(entry -> entry(stream.getKey(), entry)))
                        .toList();
    }

    /** What this consumer took before and did not finish, oldest first. */
    List<StreamEntry> unfinished() {
        List<Map.Entry<String, List<redis.clients.jedis.resps.StreamEntry>>> read = redis.xreadGroup(
                group,
                consumer,
                XReadGroupParams.xReadGroupParams().count(BATCH),
                Map.of(name, new StreamEntryID(0, 0)));
        return read == null
                ? List.of()
                : read.stream()
                        .flatMap(stream -> stream.getValue().stream().map(entry -> entry(name, entry)))
                        .toList();
    }

    /** What a consumer took and did not finish within that time. */
    List<StreamEntry> claim(long idleMillis) {
        return redis
                .xautoclaim(
                        name,
                        group,
                        consumer,
                        idleMillis,
                        new StreamEntryID(0, 0),
                        XAutoClaimParams.xAutoClaimParams().count(BATCH))
                .getValue()
                .stream()
                .map(entry -> entry(name, entry))
                .toList();
    }

    void acknowledge(List<String> ids) {
        redis.xack(name, group, ids.stream().map(StreamEntryID::new).toArray(StreamEntryID[]::new));
    }

    void fail(StreamEntry entry, Map<String, String> failure, String failureStream, long most) {
        redis.xadd(failureStream, failure, XAddParams.xAddParams().maxLen(most).approximateTrimming());
    }

    /** Removes what every group has finished and is older than the id given. */
    void trim(StreamEntryID keepFrom) {
        StreamEntryID until = keepFrom;
        for (StreamGroupInfo one : redis.xinfoGroups(name)) {
            StreamEntryID last = one.getLastDeliveredId();
            StreamEntryID needed = new StreamEntryID(last.getTime(), last.getSequence() + 1);
            if (one.getPending() > 0) {
                StreamPendingSummary pending = redis.xpending(name, one.getName());
                needed = pending.getMinId();
            }
            until = needed.compareTo(until) < 0 ? needed : until;
        }
        redis.xtrim(name, XTrimParams.xTrimParams().minId(until.toString()));
    }

    private static StreamEntry entry(String stream, redis.clients.jedis.resps.StreamEntry entry) {
        Map<String, String> fields = entry.getFields() == null ? Map.of() : entry.getFields();
        return new StreamEntry(stream, entry.getID().toString(), fields);
    }
}
