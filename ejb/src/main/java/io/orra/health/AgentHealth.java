package io.orra.health;

import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/** The state of one agent, in the original's words. Safe for use by many threads. */
public final class AgentHealth {

    /**
     * What {@code GET /health} of an agent shows.
     *
     * @param lastError a stable reason or a plain sentence, never an exception's text
     */
    public record Snapshot(
            String name,
            boolean healthy,
            boolean ready,
            String lastError,
            Instant lastSuccessAt,
            Instant lastRunAt,
            Map<String, Object> metrics) {}

    private final String name;
    private final Clock clock;
    private final Map<String, Object> metrics = new TreeMap<>();
    private boolean healthy = true;
    private boolean ready;
    private String lastError;
    private Instant lastSuccessAt;
    private Instant lastRunAt;

    AgentHealth(String name, Clock clock) {
        this.name = name;
        this.clock = clock;
    }

    /** The agent has what it needs to work. */
    public synchronized void ready(boolean isReady) {
        ready = isReady;
    }

    /** A round of work begins. */
    public synchronized void run() {
        lastRunAt = clock.instant();
    }

    /** The round did what it should. */
    public synchronized void success() {
        healthy = true;
        lastError = null;
        lastSuccessAt = clock.instant();
    }

    /** The round failed: {@code reason} is shown until the next success. */
    public synchronized void failure(String reason) {
        healthy = false;
        lastError = reason;
    }

    public synchronized void metric(String key, Object value) {
        metrics.put(key, value);
    }

    /** Adds one to a counter. */
    public synchronized void count(String key) {
        count(key, 1);
    }

    /** Adds to a counter. */
    public synchronized void count(String key, long more) {
        metrics.merge(key, more, (old, added) -> (Long) old + (Long) added);
    }

    public synchronized Snapshot snapshot() {
        return new Snapshot(name, healthy, ready, lastError, lastSuccessAt, lastRunAt, new TreeMap<>(metrics));
    }
}
