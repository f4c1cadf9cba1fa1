package io.orra.notification;

import static org.assertj.core.api.Assertions.assertThat;

import io.orra.notification.HeldNotifications.Kind;
import io.orra.notification.HeldNotifications.Lately;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class FoldingTest {

    private static final Instant NOW = Instant.parse("2026-11-24T03:00:00Z");
    private static final Duration WINDOW = Duration.ofSeconds(60);
    private static final UUID TENANT = UUID.randomUUID();
    private static final Kind REJECTED = new Kind(TENANT, UUID.randomUUID(), "trade_execution:rejected");
    private static final Kind FILLED = new Kind(TENANT, REJECTED.userId(), "trade_execution:filled");

    @Test
    void of_fifty_failures_in_a_minute_one_is_told_at_once_and_the_others_wait_for_one_moment() {
        Folding folding = folding(0, Map.of(), Map.of());
        assertThat(folding.place(REJECTED, "warning", NOW)).isEqualTo(NOW);
        for (int i = 1; i < 50; i++) {
            assertThat(folding.place(REJECTED, "warning", NOW.plusSeconds(i))).isEqualTo(NOW.plusSeconds(60));
        }
    }

    @Test
    void what_was_told_before_this_batch_counts() {
        Folding folding = folding(0, Map.of(REJECTED, NOW.minusSeconds(20)), Map.of(TENANT, 1));
        assertThat(folding.place(REJECTED, "warning", NOW)).isEqualTo(NOW.plusSeconds(40));
        assertThat(folding.place(REJECTED, "warning", NOW.plusSeconds(40))).isEqualTo(NOW.plusSeconds(40));
    }

    @Test
    void good_news_is_told_each_until_the_tenants_budget_is_spent() {
        Folding folding = folding(3, Map.of(), Map.of(TENANT, 1));
        assertThat(folding.place(FILLED, "info", NOW)).isEqualTo(NOW);
        assertThat(folding.place(FILLED, "info", NOW)).isEqualTo(NOW);
        assertThat(folding.place(FILLED, "info", NOW)).isEqualTo(NOW.plusSeconds(60));
        assertThat(folding.place(new Kind(UUID.randomUUID(), TENANT, "other"), "info", NOW))
                .isEqualTo(NOW);
    }

    @Test
    void what_is_urgent_spends_no_budget_that_it_does_not_have() {
        Folding folding = folding(1, Map.of(), Map.of(TENANT, 5));
        assertThat(folding.place(REJECTED, "urgent", NOW)).isEqualTo(NOW);
        assertThat(folding.place(REJECTED, "urgent", NOW)).isEqualTo(NOW.plusSeconds(60));
    }

    @Test
    void a_window_of_zero_folds_nothing() {
        Folding folding = new Folding(Duration.ZERO, 1, new Lately(Map.of(REJECTED, NOW), Map.of(TENANT, 9)));
        assertThat(folding.place(REJECTED, "warning", NOW)).isEqualTo(NOW);
    }

    private static Folding folding(int budget, Map<Kind, Instant> lastTold, Map<UUID, Integer> told) {
        return new Folding(WINDOW, budget, new Lately(lastTold, told));
    }
}
