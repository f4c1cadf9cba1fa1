package io.orra.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orra.persistence.SeededTenant;
import io.orra.persistence.TestDatabase;
import io.orra.persistence.TestUnit;
import io.orra.tenancy.TenantBinding;
import io.orra.tenancy.TenantRows;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class TradingProfilesTest {

    private static final Instant NOW = Instant.parse("2026-11-24T02:30:00Z");
    private static final BigDecimal MOST = new BigDecimal("999999999999.99");

    private final TenantRows rows = new TenantRows(TestDatabase.shared().dataSource(TestDatabase.APP));
    private final SeededTenant tenant = SeededTenant.bare();

    @Test
    void aProfileIsMadeAndChangedAndEachChangeCounts() {
        assertThat(found()).isEmpty();
        assertThat(lockedBy(tenant)).isEmpty();
        TradingProfile made = store(new BigDecimal("1000.00"), 10, false);
        assertThat(made).isEqualTo(new TradingProfile(new BigDecimal("1000.00"), 10, false, 0));

        TradingProfile changed = store(MOST, 500, true);
        assertThat(changed).isEqualTo(new TradingProfile(MOST, 500, true, 1));
        assertThat(found()).contains(changed);
        assertThat(lockedBy(tenant)).contains(1L);
    }

    @Test
    void theSwitchAloneIsTurnedWhereThereIsAProfile() {
        assertThat(switchedBy(tenant, true)).isEmpty();
        store(MOST, 500, false);
        assertThat(switchedBy(tenant, true)).contains(new TradingProfile(MOST, 500, true, 1));
        assertThat(found()).contains(new TradingProfile(MOST, 500, true, 1));
    }

    @Test
    void anotherTenantNeitherFindsNorWritesIt() {
        TradingProfile made = store(MOST, 10, false);
        SeededTenant other = SeededTenant.bare();
        assertThat(rows.first(
                        other.id(),
                        "select 1 from trading_profiles where tenant_id = ?",
                        row -> row.getInt(1),
                        tenant.id()))
                .isEmpty();
        assertThat(lockedBy(other)).isEmpty();
        assertThat(switchedBy(other, true)).isEmpty();
        assertThatThrownBy(() -> asTenant(
                        other, profiles -> profiles.store(tenant.id(), other.userId(), BigDecimal.ONE, 1, false, NOW)))
                .hasStackTraceContaining("row-level security policy");
        assertThatThrownBy(() -> asTenant(
                        other, profiles -> profiles.store(tenant.id(), tenant.userId(), BigDecimal.ONE, 1, false, NOW)))
                .hasStackTraceContaining("row-level security policy");
        assertThat(found()).contains(made);
    }

    private Optional<TradingProfile> found() {
        return TradingProfiles.find(rows, tenant.id(), tenant.userId());
    }

    private TradingProfile store(BigDecimal loss, int orders, boolean on) {
        return asTenant(tenant, profiles -> profiles.store(tenant.id(), tenant.userId(), loss, orders, on, NOW));
    }

    private Optional<TradingProfile> switchedBy(SeededTenant caller, boolean on) {
        return asTenant(caller, profiles -> profiles.switchTrading(tenant.id(), tenant.userId(), on, NOW));
    }

    private Optional<Long> lockedBy(SeededTenant caller) {
        return asTenant(caller, profiles -> profiles.lock(tenant.id(), tenant.userId()));
    }

    private static <T> T asTenant(SeededTenant caller, Function<TradingProfiles, T> work) {
        return TestUnit.tenant().get(em -> {
            new TenantBinding(em).bind(caller.id());
            return work.apply(new TradingProfiles(em));
        });
    }
}
