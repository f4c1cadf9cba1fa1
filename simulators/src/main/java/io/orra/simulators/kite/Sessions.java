package io.orra.simulators.kite;

import io.orra.simulators.http.RandomText;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Access tokens and their death: logout, a newer login, a block, or the broker's daily flush at 06:00 IST. */
public final class Sessions {
    public static final ZoneId INDIA = ZoneId.of("Asia/Kolkata");
    private static final LocalTime FLUSH = LocalTime.of(6, 0);

    private final Clock clock;
    private final Map<String, KiteSession> live = new LinkedHashMap<>();

    Sessions(Clock clock) {
        this.clock = clock;
    }

    KiteSession open(String userId, String apiKey, boolean endPrevious) {
        if (endPrevious) {
            live.values()
                    .removeIf(one -> one.userId().equals(userId) && one.apiKey().equals(apiKey));
        }
        KiteSession session = new KiteSession(
                userId,
                apiKey,
                RandomText.alphanumeric(32),
                RandomText.alphanumeric(32),
                RandomText.alphanumeric(88),
                clock.instant());
        live.put(session.accessToken(), session);
        return session;
    }

    Optional<KiteSession> find(String apiKey, String accessToken, boolean dailyFlush) {
        KiteSession session = live.get(accessToken);
        if (session == null || !session.apiKey().equals(apiKey)) {
            return Optional.empty();
        }
        if (dailyFlush && session.loginTime().isBefore(lastFlush())) {
            live.remove(accessToken);
            return Optional.empty();
        }
        return Optional.of(session);
    }

    private Instant lastFlush() {
        ZonedDateTime now = clock.instant().atZone(INDIA);
        ZonedDateTime today = now.with(FLUSH);
        return (today.isAfter(now) ? today.minusDays(1) : today).toInstant();
    }

    public boolean end(String accessToken) {
        return live.remove(accessToken) != null;
    }

    void endAllOf(String userId) {
        live.values().removeIf(one -> one.userId().equals(userId));
    }

    /** @return how many sessions died */
    public int flush() {
        int count = live.size();
        live.clear();
        return count;
    }

    public long of(String userId) {
        return live.values().stream().filter(one -> one.userId().equals(userId)).count();
    }
}
