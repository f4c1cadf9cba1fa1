package io.orra.tickeragent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.orra.kite.Frames;
import io.orra.kite.Tick;
import io.orra.kite.TickDecoder;
import io.orra.redis.RedisProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import redis.clients.jedis.Jedis;

/**
 * A real Redis is killed and started again while ticks flow. Whenever it is looked at, no more waits than there is room
 * for, and every tick that was handed over is published, replaced by a newer one, dropped and counted, or waiting; and once
 * Redis is back, it knows the newest of every instrument.
 */
class RedisRestartTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int INSTRUMENTS = 300;
    private static final int ROOM = 2_000;
    private static final int RESTARTS = 3;

    @TempDir
    private Path folder;

    private final UUID tenant = UUID.randomUUID();
    private final AtomicInteger handedOver = new AtomicInteger();
    private RedisProcess redis;
    private RedisTickPublisher publisher;
    private int price;

    @BeforeEach
    void start() throws Exception {
        redis = new RedisProcess(folder);
        publisher = new RedisTickPublisher(redis.address(), ROOM, id -> true, Thread::new);
    }

    @AfterEach
    void stop() throws Exception {
        publisher.close();
        redis.close();
    }

    @Test
    void memoryStaysBoundedEveryTickIsAccountedForAndTheNewestArrives() throws Exception {
        for (int restart = 0; restart < RESTARTS; restart++) {
            round();
            await().atMost(PATIENCE).until(() -> publisher.metrics().connected());
            redis.kill();
            // More than there is room for, so that some of it has to be replaced.
            do {
                round();
            } while (publisher.metrics().connected() || handedOver.get() < (restart + 1) * 10 * ROOM);
            redis.start();
            round();
            await().atMost(PATIENCE).until(() -> publisher.metrics().waiting() == 0);
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(lastOnRedis()).isEqualTo(newest()));
        }
        assertThat(publisher.metrics().conflated()).isPositive();
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(accountedFor()).isEqualTo(handedOver.get()));
    }

    /** A new price of every instrument, and a look at what waits. */
    private void round() {
        price++;
        List<Tick> ticks = new ArrayList<>();
        TickDecoder decoder = new TickDecoder();
        for (long token = 1; token <= INSTRUMENTS; token++) {
            decoder.decode(Frames.frame(Frames.ltp(token << 8 | 1, price)), ticks::add);
        }
        handedOver.addAndGet(ticks.size());
        publisher.publish(new TenantTicks(tenant, Instant.EPOCH, ticks));
        assertThat(publisher.metrics().waiting()).isLessThanOrEqualTo(ROOM + INSTRUMENTS);
    }

    private long accountedFor() {
        PublisherMetrics metrics = publisher.metrics();
        return metrics.published() + metrics.conflated() + metrics.dropped() + metrics.waiting();
    }

    private Map<String, String> newest() {
        Map<String, String> expected = new HashMap<>();
        for (long token = 1; token <= INSTRUMENTS; token++) {
            expected.put(Long.toString(token << 8 | 1), rupees());
        }
        return expected;
    }

    private String rupees() {
        return new java.math.BigDecimal(price).movePointLeft(2).toString();
    }

    private Map<String, String> lastOnRedis() {
        Map<String, String> prices = new HashMap<>();
        try (Jedis connection = new Jedis(redis.address())) {
            connection.hgetAll("ticker:last:" + tenant).forEach((token, json) -> prices.put(token, price(json)));
        }
        return prices;
    }

    /** With the two decimals that the JSON spares when they are zeros. */
    private static String price(String json) {
        return new java.math.BigDecimal(json.replaceAll(".*last_price\":|}", ""))
                .setScale(2)
                .toString();
    }
}
