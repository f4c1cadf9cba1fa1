package io.orra.tickeragent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class OrderForwarderTest {
    private static final UUID TENANT = UUID.randomUUID();
    private static final UUID USER = UUID.randomUUID();

    private final List<OrderUpdate> queue = new CopyOnWriteArrayList<>();

    @Test
    void carriesTheBrokersWordsWithWhomTheyAreAbout() {
        OrderUpdate update =
                update("{\"order_id\":\"220303000308932\",\"status\":\"COMPLETE\",\"average_price\":950.0}");
        assertThat(update.body().getString("tenant_id")).isEqualTo(TENANT.toString());
        assertThat(update.body().getString("user_id")).isEqualTo(USER.toString());
        assertThat(update.body().getString("kite_user_id")).isEqualTo("AB1234");
        assertThat(update.body().getString("received_at")).isEqualTo("1970-01-01T00:00:00Z");
        assertThat(update.body().getJsonObject("order").toString())
                .isEqualTo("{\"order_id\":\"220303000308932\",\"status\":\"COMPLETE\",\"average_price\":950.0}");
    }

    @Test
    void givesTheSameWordsOfTheSameTenantTheSameIdAndNoOthers() {
        String filled = "{\"order_id\":\"1\",\"filled_quantity\":5}";
        assertThat(update(filled).id()).isEqualTo(update(filled).id());
        assertThat(update("{\"order_id\":\"1\",\"filled_quantity\":6}").id())
                .isNotEqualTo(update(filled).id());
        assertThat(OrderUpdate.of(UUID.randomUUID(), USER, "AB1234", filled, Instant.EPOCH)
                        .id())
                .isNotEqualTo(update(filled).id());
    }

    @Test
    void sendsInOrderAndAgainUntilTheBrokerTookIt() {
        AtomicInteger away = new AtomicInteger(3);
        try (OrderForwarder forwarder = new OrderForwarder(
                update -> {
                    if (away.getAndDecrement() > 0) {
                        throw new IllegalStateException("away");
                    }
                    queue.add(update);
                },
                100,
                Thread::new)) {
            for (int order = 0; order < 50; order++) {
                forwarder.take(update("{\"order_id\":\"" + order + "\"}"));
            }
            await().until(() -> forwarder.sent() == 50);
            assertThat(queue)
                    .extracting(update -> update.body().getJsonObject("order").getString("order_id"))
                    .containsExactlyElementsOf(java.util.stream.IntStream.range(0, 50)
                            .mapToObj(Integer::toString)
                            .toList());
            assertThat(forwarder.dropped()).isZero();
        }
    }

    @Test
    void neverBlocksAndCountsWhatFindsNoRoom() throws Exception {
        CountDownLatch busy = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        try (OrderForwarder forwarder = new OrderForwarder(
                update -> {
                    busy.countDown();
                    try {
                        release.await();
                    } catch (InterruptedException closing) {
                        Thread.currentThread().interrupt();
                    }
                },
                2,
                Thread::new)) {
            forwarder.take(update("{\"order_id\":\"0\"}"));
            busy.await();
            for (int order = 1; order < 6; order++) {
                forwarder.take(update("{\"order_id\":\"" + order + "\"}"));
            }
            assertThat(forwarder.waiting()).isEqualTo(2);
            assertThat(forwarder.dropped()).isEqualTo(3);
            release.countDown();
            await().until(() -> forwarder.sent() == 3);
        }
    }

    @Test
    void givesWhatWaitsTimeToGoOutBeforeItEnds() {
        OrderForwarder forwarder = new OrderForwarder(queue::add, 100, Thread::new);
        for (int order = 0; order < 20; order++) {
            forwarder.take(update("{\"order_id\":\"" + order + "\"}"));
        }
        forwarder.close();
        assertThat(queue).hasSize(20);
        forwarder.take(update("{}"));
        assertThat(forwarder.dropped()).isEqualTo(1);
    }

    private static OrderUpdate update(String order) {
        return OrderUpdate.of(TENANT, USER, "AB1234", order, Instant.EPOCH);
    }
}
