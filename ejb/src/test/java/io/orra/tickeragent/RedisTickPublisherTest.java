package io.orra.tickeragent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.orra.kite.Frames;
import io.orra.kite.Tick;
import io.orra.kite.TickDecoder;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RedisTickPublisherTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** Any instrument of the exchange whose prices have two decimals. */
    private static final long NSE = 738561;

    private final UUID tenant = UUID.randomUUID();
    private final Set<UUID> inactive = ConcurrentHashMap.newKeySet();
    private RedisPeer redis;
    private RedisTickPublisher publisher;

    @BeforeEach
    void start() throws Exception {
        redis = new RedisPeer(0);
        publisher = new RedisTickPublisher(redis.address(), 10_000, id -> !inactive.contains(id), Thread::new);
    }

    @AfterEach
    void stop() throws Exception {
        publisher.close();
        redis.close();
    }

    @Test
    void publishesToTheTenantsChannelOfTheInstrument() {
        publisher.publish(frame(tenant, tick(408065, 157370)));
        await().atMost(PATIENCE).until(() -> redis.published.size() == 1);
        assertThat(redis.published.get(0))
                .isEqualTo("ticker:" + tenant + ":408065 {\"tradable\":true,\"mode\":\"ltp\","
                        + "\"instrument_token\":408065,\"last_price\":1573.7}");
        await().atMost(PATIENCE).until(() -> publisher.metrics().published() == 1);
        assertThat(publisher.metrics().connected()).isTrue();
    }

    @Test
    void losesNothingAndKeepsTheOrderWhileRedisKeepsUp() {
        for (int price = 0; price < 5_000; price++) {
            publisher.publish(frame(tenant, tick(NSE, price)));
        }
        await().atMost(PATIENCE).until(() -> publisher.metrics().published() == 5_000);
        List<String> expected = new ArrayList<>();
        for (int price = 0; price < 5_000; price++) {
            expected.add(
                    price / 100 + "." + (price % 10 == 0 ? "" + price / 10 % 10 : String.format("%02d", price % 100)));
        }
        assertThat(redis.published)
                .extracting(line -> line.replaceAll(".*last_price\":|}", ""))
                .containsExactlyElementsOf(expected);
    }

    @Test
    void publishesNothingOfATenantThatIsNotActive() {
        UUID other = UUID.randomUUID();
        inactive.add(tenant);
        publisher.publish(frame(tenant, tick(NSE, 1)));
        publisher.publish(frame(other, tick(NSE, 1)));
        await().atMost(PATIENCE).until(() -> publisher.metrics().published() == 1);
        assertThat(redis.published).hasSize(1).allMatch(line -> line.contains(other.toString()));
        assertThat(publisher.metrics().suppressed()).isEqualTo(1);
    }

    @Test
    void comesBackAfterRedisWasAwayAndAccountsForEveryTick() throws Exception {
        publisher.publish(frame(tenant, tick(NSE, 1)));
        await().atMost(PATIENCE).until(() -> publisher.metrics().published() == 1);
        int port = redis.port();
        redis.close();
        publisher.publish(frame(tenant, tick(NSE, 2)));
        await().atMost(PATIENCE).until(() -> !publisher.metrics().connected());
        for (int price = 0; price < 50_000; price++) {
            publisher.publish(frame(tenant, tick((price % 20_000) << 8 | 1, price)));
        }
        redis = new RedisPeer(port);
        await().atMost(PATIENCE)
                .until(() -> publisher.metrics().waiting() == 0
                        && publisher.metrics().connected());
        await().atMost(PATIENCE).untilAsserted(() -> {
            PublisherMetrics metrics = publisher.metrics();
            assertThat(metrics.published() + metrics.conflated() + metrics.dropped())
                    .isEqualTo(50_002);
            assertThat(metrics.conflated()).isPositive();
            assertThat(metrics.dropped()).isPositive();
        });
    }

    @Test
    void staysWithinItsBoundsWhileRedisIsDeaf() {
        redis.deaf = true;
        for (int price = 0; price < 100_000; price++) {
            publisher.publish(frame(tenant, tick((long) price << 8 | 1, price)));
        }
        assertThat(publisher.metrics().waiting()).isLessThanOrEqualTo(20_000);
        assertThat(publisher.metrics().published()).isZero();
    }

    @Test
    void survivesAQuestionThatFails() throws Exception {
        UUID poison = UUID.randomUUID();
        try (RedisTickPublisher strict = new RedisTickPublisher(
                redis.address(),
                100,
                id -> {
                    if (id.equals(poison)) {
                        throw new IllegalStateException("store away");
                    }
                    return true;
                },
                Thread::new)) {
            strict.publish(frame(poison, tick(NSE, 1)));
            await().atMost(PATIENCE).until(() -> strict.metrics().dropped() == 1);
            strict.publish(frame(tenant, tick(NSE, 1)));
            await().atMost(PATIENCE).until(() -> strict.metrics().published() == 1);
        }
    }

    @Test
    void endsItsThreadAndTakesNothingMore() throws Exception {
        List<Thread> threads = new ArrayList<>();
        RedisTickPublisher other = new RedisTickPublisher(redis.address(), 100, id -> true, work -> {
            Thread thread = new Thread(work);
            threads.add(thread);
            return thread;
        });
        other.publish(frame(tenant, tick(NSE, 1)));
        await().atMost(PATIENCE).until(() -> other.metrics().published() == 1);
        other.close();
        other.publish(frame(tenant, tick(NSE, 2)));
        threads.get(0).join(PATIENCE.toMillis());
        assertThat(threads.get(0).isAlive()).isFalse();
        assertThat(other.metrics().waiting()).isZero();
    }

    @Test
    void logsInAndChoosesTheDatabaseBeforeAnythingElse() {
        publisher.publish(frame(tenant, tick(NSE, 1)));
        await().atMost(PATIENCE).until(() -> redis.published.size() == 1);
        assertThat(redis.commands).startsWith("AUTH", "SELECT", "CLIENT", "PUBLISH");
    }

    @Test
    void keepsTheNewestOfEachInstrumentForLateSubscribers() {
        String key = "ticker:last:" + tenant + " ";
        publisher.publish(frame(tenant, tick(NSE, 100), tick(408065, 5)));
        publisher.publish(frame(tenant, tick(NSE, 250)));
        await().atMost(PATIENCE).until(() -> redis.hashes.size() == 2);
        assertThat(redis.hashes.get(key + NSE)).endsWith("\"last_price\":2.5}");
        assertThat(redis.hashes.get(key + 408065)).endsWith("\"last_price\":0.05}");
        await().atMost(PATIENCE).until(() -> redis.commands.contains("EXPIRE"));
        assertThat(redis.commands.indexOf("EXPIRE")).isGreaterThan(redis.commands.indexOf("HSET"));
    }

    @Test
    void forgetsWhatIsStreamedNoMore() {
        String key = "ticker:last:" + tenant + " ";
        publisher.publish(frame(tenant, tick(NSE, 100), tick(408065, 5)));
        await().atMost(PATIENCE).until(() -> redis.hashes.size() == 2);
        publisher.keep(tenant, Set.of(NSE));
        await().atMost(PATIENCE).until(() -> redis.hashes.keySet().equals(Set.of(key + NSE)));
        publisher.keep(tenant, Set.of());
        await().atMost(PATIENCE).until(redis.hashes::isEmpty);
    }

    @Test
    void leavesWhatIsKeptToTheInstanceThatStreamsTheTenantNow() {
        publisher.publish(frame(tenant, tick(NSE, 100)));
        await().atMost(PATIENCE).until(() -> redis.hashes.size() == 1);
        publisher.leave(tenant);
        publisher.publish(frame(UUID.randomUUID(), tick(NSE, 100)));
        await().atMost(PATIENCE).until(() -> redis.hashes.size() == 2);
        assertThat(redis.hashes).containsKey("ticker:last:" + tenant + " " + NSE);
        assertThat(redis.commands).doesNotContain("DEL");
    }

    @Test
    void keepsNothingForLateSubscribersOfATenantThatIsNotActive() {
        publisher.publish(frame(tenant, tick(NSE, 100)));
        await().atMost(PATIENCE).until(() -> redis.published.size() == 1);
        inactive.add(tenant);
        UUID other = UUID.randomUUID();
        publisher.publish(frame(other, tick(NSE, 100)));
        await().atMost(PATIENCE).until(() -> redis.hashes.size() == 1);
        assertThat(redis.hashes).containsOnlyKeys("ticker:last:" + other + " " + NSE);
    }

    @Test
    void tellsARedisThatForgotEverythingWhatIsNewest() throws Exception {
        publisher.publish(frame(tenant, tick(NSE, 100), tick(408065, 5)));
        await().atMost(PATIENCE).until(() -> redis.hashes.size() == 2);
        int port = redis.port();
        redis.close();
        publisher.publish(frame(tenant, tick(NSE, 300)));
        await().atMost(PATIENCE).until(() -> !publisher.metrics().connected());
        redis = new RedisPeer(port);
        publisher.publish(frame(tenant, tick(NSE, 400)));
        await().atMost(PATIENCE).until(() -> redis.hashes.size() == 2);
        assertThat(redis.hashes.get("ticker:last:" + tenant + " " + NSE)).endsWith("\"last_price\":4.0}");
    }

    private static TenantTicks frame(UUID tenant, Tick... ticks) {
        return new TenantTicks(tenant, Instant.EPOCH, List.of(ticks));
    }

    private static Tick tick(long token, long price) {
        List<Tick> ticks = new ArrayList<>();
        new TickDecoder().decode(Frames.frame(Frames.ltp(token, price)), ticks::add);
        return ticks.get(0);
    }
}
