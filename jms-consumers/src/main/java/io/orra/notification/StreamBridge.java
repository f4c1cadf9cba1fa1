package io.orra.notification;

import io.orra.health.AgentHealth;
import io.orra.health.Agents;
import io.orra.health.Dependency;
import io.orra.health.DependencyState;
import io.orra.messaging.MessageSender;
import io.orra.messaging.MessageSender.Outgoing;
import io.orra.messaging.Queues;
import io.orra.settings.InstanceRoles;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.StreamEntryID;

/**
 * Carries the entries of the workers' Redis streams to the queues. An entry is acknowledged after the broker has it; if
 * this server dies in between, whoever claims the entry sends it again, and the broker knows it by stream and entry id.
 */
@Singleton
@Startup
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class StreamBridge {

    private static final Logger LOG = Logger.getLogger(StreamBridge.class.getName());
    private static final Duration CLAIM_EVERY = Duration.ofSeconds(15);
    private static final Duration TRIM_EVERY = Duration.ofSeconds(15);
    private static final int LONGEST_BLOCK_MILLIS = 5_000;
    private static final long MOST_FAILURES = 10_000;
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Duration TO_STOP = Duration.ofSeconds(6);

    @Inject
    private RedisClient redis;

    @Inject
    private MessageSender sender;

    @Inject
    private InstanceRoles roles;

    @Inject
    private DependencyState dependencies;

    @Inject
    private Agents agents;

    @Inject
    private Clock clock;

    @Resource
    private ManagedThreadFactory threads;

    @Inject
    @ConfigProperty(name = "NOTIFICATION_CONSUMER_GROUP", defaultValue = "notifications")
    private String group;

    @Inject
    @ConfigProperty(name = "NOTIFICATION_CONSUMER_NAME", defaultValue = "worker-1")
    private String consumer;

    @Inject
    @ConfigProperty(name = "NOTIFICATION_STREAM_BLOCK_MS", defaultValue = "5000")
    private int blockMillis;

    @Inject
    @ConfigProperty(name = "NOTIFICATION_STREAM_CLAIM_MS", defaultValue = "60000")
    private long claimMillis;

    @Inject
    @ConfigProperty(name = "NOTIFICATION_STREAM_KEEP_SECONDS", defaultValue = "3600")
    private long keepSeconds;

    @Inject
    @ConfigProperty(name = "EXECUTION_RESULTS_STREAM_NAME", defaultValue = "execution_results")
    private String executionResults;

    @Inject
    @ConfigProperty(name = "AUTH_ERROR_STREAM_NAME", defaultValue = "auth_errors")
    private String authErrors;

    @Inject
    @ConfigProperty(name = "NOTIFICATION_FAILURE_STREAM_NAME", defaultValue = "notification_failures")
    private String failures;

    private final Map<String, RedisStream> streams = new LinkedHashMap<>();
    private Instant claimedAt = Instant.EPOCH;
    private Instant trimmedAt = Instant.EPOCH;
    private boolean prepared;
    private BackgroundThread thread;

    @PostConstruct
    void start() {
        streams.put(executionResults, new RedisStream(redis, executionResults, group, consumer));
        streams.put(authErrors, new RedisStream(redis, authErrors, group, consumer));
        thread = BackgroundThread.of(threads, "orra-notification-streams", this::carry);
        if (roles.notification()) {
            thread.start();
        }
    }

    @PreDestroy
    void stop() {
        thread.end(TO_STOP);
    }

    private void carry() {
        boolean troubled = false;
        while (!thread.stopping()) {
            try {
                if (dependencies.up(Dependency.REDIS) && dependencies.up(Dependency.ARTEMIS)) {
                    round();
                    troubled = false;
                } else {
                    thread.rest(PAUSE);
                }
            } catch (RuntimeException failed) {
                // A flushed Redis has lost the group as well.
                prepared = false;
                if (!troubled && !thread.stopping()) {
                    LOG.log(
                            Level.WARNING,
                            "the streams wait for Redis or the broker: {0}",
                            failed.getClass().getName());
                }
                troubled = true;
                thread.rest(PAUSE);
            }
        }
    }

    private void round() {
        if (!prepared) {
            streams.values().forEach(RedisStream::prepare);
            streams.values().forEach(this::finish);
            prepared = true;
        }
        Instant now = clock.instant();
        if (Duration.between(claimedAt, now).compareTo(CLAIM_EVERY) >= 0) {
            streams.values().forEach(stream -> carry(stream.claim(claimMillis)));
            claimedAt = now;
        }
        if (Duration.between(trimmedAt, now).compareTo(TRIM_EVERY) >= 0) {
            StreamEntryID keepFrom =
                    new StreamEntryID(now.minusSeconds(keepSeconds).toEpochMilli(), 0);
            streams.values().forEach(stream -> stream.trim(keepFrom));
            trimmedAt = now;
        }
        carry(RedisStream.read(List.copyOf(streams.values()), Math.min(blockMillis, LONGEST_BLOCK_MILLIS)));
    }

    /** What was read before the trouble goes before what came since. */
    private void finish(RedisStream stream) {
        for (List<StreamEntry> rest = stream.unfinished(); !rest.isEmpty(); rest = stream.unfinished()) {
            carry(rest);
        }
    }

    private void carry(List<StreamEntry> entries) {
        if (entries.isEmpty()) {
            return;
        }
        List<Outgoing> messages = new ArrayList<>();
        for (StreamEntry entry : entries) {
            try {
                messages.add(entry.message(queue(entry.stream())));
            } catch (MalformedEventException unmendable) {
                refuse(entry, unmendable.getMessage());
            }
        }
        send(messages);
        streams.forEach((name, stream) -> {
            List<String> done = entries.stream()
                    .filter(entry -> name.equals(entry.stream()))
                    .map(StreamEntry::id)
                    .toList();
            if (!done.isEmpty()) {
                stream.acknowledge(done);
            }
        });
        AgentHealth health = agents.notification();
        health.count("stream_entries", messages.size());
    }

    /** Together; when the broker has seen one of them before, it refuses all, and each goes alone. */
    private void send(List<Outgoing> messages) {
        if (messages.isEmpty()) {
            return;
        }
        try {
            sender.sendTogether(messages);
        } catch (RuntimeException refused) {
            messages.forEach(sender::sendAlone);
        }
    }

    private void refuse(StreamEntry entry, String reason) {
        LOG.log(Level.WARNING, "an entry of {0} can''t be used: {1}", new Object[] {entry.stream(), reason});
        agents.notification().count("malformed");
        streams.get(entry.stream()).fail(entry, entry.failure(reason, clock.instant()), failures, MOST_FAILURES);
    }

    private String queue(String stream) {
        return stream.equals(authErrors) ? Queues.AUTH_ERRORS : Queues.EXECUTION_RESULTS;
    }
}
