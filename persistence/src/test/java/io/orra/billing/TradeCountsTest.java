package io.orra.billing;

import static org.assertj.core.api.Assertions.assertThat;

import io.orra.persistence.SeededTenant;
import io.orra.persistence.TestUnit;
import io.orra.tenancy.TenantBinding;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TradeCountsTest {

    private static final Instant NOW = Instant.parse("2026-11-24T04:30:00Z");
    private static final LocalDate DAY = LocalDate.parse("2026-11-24");

    private final SeededTenant tenant = SeededTenant.bare();

    @Test
    void aDayHoldsTheLimitAndTheNextOneBeginsAnew() {
        assertThat(take(DAY, 2)).isTrue();
        assertThat(take(DAY, 2)).isTrue();
        assertThat(take(DAY, 2)).isFalse();
        assertThat(take(DAY.plusDays(1), 2)).isTrue();
        assertThat(used()).isEqualTo(2);
    }

    @Test
    void aLimitOfNoneLetsNobodyThroughAndNoLimitEverybody() {
        assertThat(take(DAY, 0)).isFalse();
        change("subscription_tier = 'pro'");
        assertThat(IntStream.range(0, 20).allMatch(i -> take(DAY, 0))).isTrue();
        assertThat(used()).isEqualTo(20);
    }

    @Test
    void anInactiveTenantCountsNothingAndAnotherOneIsNotSeen() {
        change("is_active = false");
        TradeCounts.Answer answer = asked(tenant.id()).orElseThrow();
        assertThat(answer.tenant().active()).isFalse();
        assertThat(answer.counted()).isFalse();
        assertThat(used()).isZero();
        UUID other = SeededTenant.bare().id();
        assertThat(asked(other)).isEmpty();
    }

    @Test
    void theAnswerTellsWhatTheTierIs() {
        assertThat(asked(tenant.id())).hasValueSatisfying(answer -> {
            assertThat(answer.tenant().basicSettings()).isTrue();
            assertThat(answer.tenant().trades()).isZero();
            assertThat(answer.counted()).isTrue();
        });
    }

    @Test
    void twoHundredAtOnceGetExactlyTheLimit() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(16);
        try {
            List<Callable<Boolean>> calls = IntStream.range(0, 200)
                    .<Callable<Boolean>>mapToObj(i -> () -> take(DAY, 5))
                    .toList();
            int granted = 0;
            for (Future<Boolean> call : threads.invokeAll(calls)) {
                granted += call.get() ? 1 : 0;
            }
            assertThat(granted).isEqualTo(5);
            assertThat(used()).isEqualTo(5);
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void aKeyIsNewOncePerTenant() {
        SeededTenant other = SeededTenant.bare();
        assertThat(remember(tenant, "order-1")).isTrue();
        assertThat(remember(tenant, "order-1")).isFalse();
        assertThat(remember(other, "order-1")).isTrue();
        TestUnit.agent().run(em -> new TradeCounts(em).forgetKeys(NOW.plusSeconds(1)));
        assertThat(remember(tenant, "order-1")).isTrue();
    }

    private boolean remember(SeededTenant caller, String key) {
        return TestUnit.tenant().get(em -> {
            new TenantBinding(em).bind(caller.id());
            return new TradeCounts(em).remember(caller.id(), key, NOW);
        });
    }

    private boolean take(LocalDate day, int basicLimit) {
        return get(counts -> counts.take(tenant.id(), day, basicLimit, NOW))
                .orElseThrow()
                .counted();
    }

    private Optional<TradeCounts.Answer> asked(UUID whose) {
        return get(counts -> counts.take(whose, DAY, 5, NOW));
    }

    private void change(String what) {
        TestUnit.agent()
                .run(em -> em.createNativeQuery("update tenants set " + what + " where id = ?1")
                        .setParameter(1, tenant.id())
                        .executeUpdate());
    }

    private int used() {
        return get(counts -> counts.used(tenant.id(), DAY));
    }

    private <T> T get(Function<TradeCounts, T> work) {
        return TestUnit.tenant().get(em -> {
            new TenantBinding(em).bind(tenant.id());
            return work.apply(new TradeCounts(em));
        });
    }
}
