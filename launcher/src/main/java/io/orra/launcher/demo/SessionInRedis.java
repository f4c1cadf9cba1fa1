package io.orra.launcher.demo;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/**
 * The access token stands in Redis until the broker forgets it, at the next 06:00 Asia/Kolkata; sooner only where
 * {@code AUTH_TOKEN_TTL_SECONDS} says so.
 *
 * @param first whether this is the run's first session, or the one that the auth agent's login gave
 */
record SessionInRedis(DemoWorld world, boolean first) implements DemoStep {
    private static final ZoneId INDIA = ZoneId.of("Asia/Kolkata");
    private static final LocalTime FLUSH = LocalTime.of(6, 0);
    private static final Duration WRITTEN_WITHIN = Duration.ofSeconds(10);
    private static final Duration SLACK = Duration.ofMinutes(2);

    @Override
    public String title() {
        return first ? "Access token in Redis" : "New access token in Redis";
    }

    @Override
    public String run() {
        String key = "kite:access_token:" + world.tenantId();
        Mismatch.unlessWithin(
                WRITTEN_WITHIN,
                first ? "a token under " + key : "another token under " + key,
                () -> world.redis.value(key).filter(this::fresh).isPresent(),
                () -> world.redis.value(key).isPresent() ? "the old one" : "none");
        if (first) {
            world.firstAccessTokenIs(world.redis.value(key).orElseThrow());
        }
        Optional<Instant> end = world.redis.end(key);
        Instant now = Instant.now();
        Instant flush = nextFlush(now);
        Instant limit = now.plusSeconds(longestSeconds());
        boolean right = end.isPresent()
                && (limit.isBefore(flush)
                        ? Duration.between(end.get(), limit).abs().compareTo(SLACK) < 0
                        : end.get().equals(flush));
        Mismatch.unless(
                right,
                limit.isBefore(flush) ? "an expiry at about " + shown(limit) : "an expiry at " + shown(flush),
                end.map(SessionInRedis::shown).orElse("none"));
        return "expires " + end.map(SessionInRedis::shown).orElseThrow();
    }

    private boolean fresh(String token) {
        return !token.isBlank() && (first || !token.equals(world.firstAccessToken()));
    }

    private long longestSeconds() {
        return world.settings()
                .find("AUTH_TOKEN_TTL_SECONDS")
                .map(Long::parseLong)
                .orElse(86_400L);
    }

    static Instant nextFlush(Instant now) {
        ZonedDateTime today = now.atZone(INDIA).with(FLUSH);
        return (today.toInstant().isAfter(now) ? today : today.plusDays(1)).toInstant();
    }

    private static String shown(Instant instant) {
        return DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").format(instant.atZone(INDIA)) + " Asia/Kolkata";
    }
}
