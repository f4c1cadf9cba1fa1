package io.orra.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orra.persistence.SeededTenant;
import io.orra.persistence.TestUnit;
import io.orra.tenancy.TenantBinding;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class TradingProfilesTest {

    private static final Instant NOW = Instant.parse("2026-11-24T02:30:00Z");

    private final SeededTenant tenant = SeededTenant.bare();

    @Test
    void aProfileIsKeptAndChanged() {
        asTenant(
                tenant,
                profiles -> profiles.add(
                        new TradingProfile(tenant.id(), tenant.userId(), new BigDecimal("1000.00"), 10, false, NOW)));
        asTenant(tenant, profiles -> {
            TradingProfile profile = profiles.find(tenant.id(), tenant.userId()).orElseThrow();
            profile.limit(new BigDecimal("999999999999.99"), 500, NOW.plusSeconds(1));
            profile.switchTrading(true, NOW.plusSeconds(2));
        });
        asTenant(tenant, profiles -> {
            TradingProfile profile = profiles.find(tenant.id(), tenant.userId()).orElseThrow();
            assertThat(profile.maxDailyLoss()).isEqualTo(new BigDecimal("999999999999.99"));
            assertThat(profile.maxOrders()).isEqualTo(500);
            assertThat(profile.isMasterSwitchEnabled()).isTrue();
            assertThat(profile.updatedAt()).isEqualTo(NOW.plusSeconds(2));
        });
    }

    @Test
    void anotherTenantNeitherFindsNorWritesIt() {
        asTenant(
                tenant,
                profiles -> profiles.add(
                        new TradingProfile(tenant.id(), tenant.userId(), new BigDecimal("1000.00"), 10, false, NOW)));
        SeededTenant other = SeededTenant.bare();
        asTenant(
                other,
                profiles ->
                        assertThat(profiles.find(tenant.id(), tenant.userId())).isEmpty());
        assertThatThrownBy(() -> asTenant(
                        other,
                        profiles -> profiles.add(new TradingProfile(
                                tenant.id(), other.userId(), new BigDecimal("1.00"), 1, false, NOW))))
                .hasStackTraceContaining("row-level security policy");
    }

    private static void asTenant(SeededTenant caller, Consumer<TradingProfiles> work) {
        TestUnit.tenant().run(em -> {
            new TenantBinding(em).bind(caller.id());
            work.accept(new TradingProfiles(em));
        });
    }
}
