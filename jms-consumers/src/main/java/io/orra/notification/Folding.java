package io.orra.notification;

import io.orra.notification.HeldNotifications.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/**
 * Keeps repeats back for a digest. The first of a kind is told at once; what repeats a failure within the window, and
 * all but the urgent beyond a tenant's budget, waits for the end of the window and is told together.
 */
final class Folding {

    private final Duration window;
    private final int budget;
    private final Map<Kind, Instant> lastTold;
    private final Map<UUID, Integer> told;

    /** @param budget messages of one tenant within the window; 0 for no limit */
    Folding(Duration window, int budget, HeldNotifications.Lately lately) {
        this.window = window;
        this.budget = budget;
        this.lastTold = new HashMap<>(lately.lastTold());
        this.told = new HashMap<>(lately.told());
    }

    /** When the next one may be told: now, or at the end of the window. Remembers that it is told. */
    Instant place(Kind kind, String severity, Instant now) {
        if (window.isZero()) {
            return now;
        }
        Instant last = lastTold.get(kind);
        if (last != null && !"info".equals(severity) && last.plus(window).isAfter(now)) {
            return last.plus(window);
        }
        boolean spent = budget > 0 && told.getOrDefault(kind.tenantId(), 0) >= budget;
        if (spent && !"urgent".equals(severity)) {
            return now.plus(window);
        }
        lastTold.put(kind, now);
        told.merge(kind.tenantId(), 1, Integer::sum);
        return now;
    }
}
