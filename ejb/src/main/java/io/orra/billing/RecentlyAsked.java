package io.orra.billing;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** Whose turn it is to be asked for again: each tenant once in a while, however many threads come. */
final class RecentlyAsked {

    private static final int MOST = 10_000;

    /** What a call may do. */
    enum Turn {
        /** The tenant was not asked for before. */
        FIRST,
        AGAIN,
        NOT_YET
    }

    private final Map<UUID, Instant> asked = new ConcurrentHashMap<>();
    private final Duration fresh;
    private final Clock clock;

    RecentlyAsked(Duration fresh, Clock clock) {
        this.fresh = fresh;
        this.clock = clock;
    }

    Turn take(UUID tenant) {
        Instant now = clock.instant();
        Instant before = asked.get(tenant);
        if (before != null && now.isBefore(before.plus(fresh))) {
            return Turn.NOT_YET;
        }
        if (before == null) {
            makeRoom(now);
            return asked.putIfAbsent(tenant, now) == null ? Turn.FIRST : Turn.NOT_YET;
        }
        return asked.replace(tenant, before, now) ? Turn.AGAIN : Turn.NOT_YET;
    }

    private void makeRoom(Instant now) {
        if (asked.size() >= MOST) {
            asked.values().removeIf(last -> !now.isBefore(last.plus(fresh)));
        }
    }
}
