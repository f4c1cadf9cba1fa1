package io.orra.billing;

import static org.assertj.core.api.Assertions.assertThat;

import io.orra.persistence.SeededTenant;
import io.orra.persistence.TestUnit;
import io.orra.tenancy.TenantBinding;
import java.time.Instant;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class StrategyInstancesTest {

    private static final Instant NOW = Instant.parse("2026-11-24T02:30:00Z");

    private final SeededTenant tenant = SeededTenant.bare();

    @Test
    void onlyActiveStrategiesOfTheTenantAreCounted() {
        SeededTenant other = SeededTenant.bare();
        asTenant(other, strategies -> strategies.add(active(other)));
        asTenant(tenant, strategies -> {
            strategies.add(active(tenant));
            strategies.add(new StrategyInstance(tenant.id(), "Idle", "momentum", "{}", NOW));
        });
        asTenant(tenant, strategies -> {
            assertThat(strategies.countActive(tenant.id())).isEqualTo(1);
            assertThat(strategies.countActive(other.id())).isZero();
            assertThat(strategies.all(tenant.id())).hasSize(2);
        });
        asTenant(tenant, strategies -> strategies.all(tenant.id()).forEach(one -> one.deactivate(NOW)));
        asTenant(
                tenant,
                strategies -> assertThat(strategies.countActive(tenant.id())).isZero());
    }

    @Test
    void theAgentsSwitchOffTheYoungestBeyondANumber() {
        StrategyInstance old = active(tenant, NOW);
        asTenant(tenant, strategies -> {
            strategies.add(active(tenant, NOW.plusSeconds(2)));
            strategies.add(active(tenant, NOW.plusSeconds(1)));
            strategies.add(old);
        });
        int off = TestUnit.agent().get(em -> new StrategyInstances(em).keepActive(tenant.id(), 1, NOW));
        assertThat(off).isEqualTo(2);
        asTenant(tenant, strategies -> {
            assertThat(strategies.countActive(tenant.id())).isEqualTo(1);
            assertThat(strategies.find(tenant.id(), old.id())).get().matches(StrategyInstance::isActive);
        });
    }

    @Test
    void parametersAreKeptAsJson() {
        asTenant(
                tenant,
                strategies -> strategies.add(new StrategyInstance(
                        tenant.id(), "Morning", "momentum", "{\"symbol\":\"NSE:INFY\",\"lots\":2}", NOW)));
        asTenant(
                tenant,
                strategies -> assertThat(strategies.all(tenant.id()))
                        .singleElement()
                        .satisfies(one -> {
                            assertThat(one.parameters()).isEqualTo("{\"lots\": 2, \"symbol\": \"NSE:INFY\"}");
                            assertThat(one.name()).isEqualTo("Morning");
                            assertThat(one.strategyType()).isEqualTo("momentum");
                            assertThat(one.isActive()).isFalse();
                        }));
    }

    private static StrategyInstance active(SeededTenant tenant) {
        return active(tenant, NOW);
    }

    private static StrategyInstance active(SeededTenant tenant, Instant made) {
        StrategyInstance strategy = new StrategyInstance(tenant.id(), "Morning", "momentum", "{}", made);
        strategy.activate(made);
        return strategy;
    }

    private static void asTenant(SeededTenant caller, Consumer<StrategyInstances> work) {
        TestUnit.tenant().run(em -> {
            new TenantBinding(em).bind(caller.id());
            work.accept(new StrategyInstances(em));
        });
    }
}
