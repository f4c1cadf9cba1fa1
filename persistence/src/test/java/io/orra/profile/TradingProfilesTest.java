package io.orra.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orra.audit.AuditEvent;
import io.orra.audit.AuditTrail;
import io.orra.audit.SampleEvent;
import io.orra.persistence.SeededTenant;
import io.orra.persistence.TestDatabase;
import io.orra.persistence.TestUnit;
import io.orra.persistence.WantedVersion;
import io.orra.tenancy.TenantQuestion;
import io.orra.tenancy.TenantRows;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TradingProfilesTest {

    private static final Instant NOW = Instant.parse("2026-11-24T02:30:00Z");
    private static final BigDecimal MOST = new BigDecimal("999999999999.99");
    private static final WantedVersion WHATEVER = new WantedVersion(false, null);
    private static final WantedVersion ANY_THERE = new WantedVersion(true, null);

    private final TenantRows rows = new TenantRows(TestDatabase.shared().dataSource(TestDatabase.APP));
    private final TradingProfiles profiles = new TradingProfiles(rows);
    private final SeededTenant tenant = SeededTenant.bare();

    @Test
    void aProfileIsMadeAndChangedAndEachChangeCounts() {
        assertThat(found()).isEmpty();
        assertThat(store(new BigDecimal("1000.00"), 10, false))
                .contains(new TradingProfile(new BigDecimal("1000.00"), 10, false, 0));

        TradingProfile changed = new TradingProfile(MOST, 500, true, 1);
        assertThat(store(MOST, 500, true)).contains(changed);
        assertThat(found()).contains(changed);
        assertThat(told()).containsExactly("profile.set", "profile.set");
    }

    @Test
    void theSwitchAloneIsTurnedWhereThereIsAProfile() {
        assertThat(switched(true, WHATEVER)).isEmpty();
        assertThat(told()).isEmpty();
        store(MOST, 500, false);
        assertThat(switched(true, WHATEVER)).contains(new TradingProfile(MOST, 500, true, 1));
        assertThat(found()).contains(new TradingProfile(MOST, 500, true, 1));
        assertThat(told()).containsExactly("profile.switch", "profile.set");
    }

    @Test
    void aChangeThatWantsAnotherVersionChangesNothingAndTellsNothing() {
        for (WantedVersion unmet : List.of(ANY_THERE, versions(), versions(0L))) {
            assertThat(store(MOST, 1, true, unmet))
                    .as("none is there, %s", unmet)
                    .isEmpty();
        }
        assertThat(found()).isEmpty();
        store(MOST, 10, false);
        for (WantedVersion unmet : List.of(versions(), versions(1L), versions(1L, 7L))) {
            assertThat(store(BigDecimal.ONE, 1, true, unmet)).as("%s", unmet).isEmpty();
            assertThat(switched(true, unmet)).as("%s", unmet).isEmpty();
        }
        assertThat(found()).contains(new TradingProfile(MOST, 10, false, 0));
        assertThat(told()).containsExactly("profile.set");

        assertThat(store(MOST, 11, false, versions(0L, 7L))).contains(new TradingProfile(MOST, 11, false, 1));
        assertThat(store(MOST, 12, false, ANY_THERE)).contains(new TradingProfile(MOST, 12, false, 2));
        assertThat(switched(true, versions(2L))).contains(new TradingProfile(MOST, 12, true, 3));
        assertThat(switched(false, ANY_THERE)).contains(new TradingProfile(MOST, 12, false, 4));
        assertThat(told()).hasSize(5);
    }

    @Test
    void anotherTenantNeitherFindsNorWritesIt() {
        store(MOST, 10, false);
        TradingProfile made = found().orElseThrow();
        SeededTenant other = SeededTenant.bare();
        TenantRows others = new TenantRows(TestDatabase.shared().dataSource(TestDatabase.APP));
        assertThat(others.first(
                        question("select 1 from trading_profiles where tenant_id = ?"), other.id(), tenant.id()))
                .isEmpty();
        assertThatThrownBy(() -> others.first(
                        question("insert into trading_profiles (id, tenant_id, user_id, max_daily_loss, max_orders)"
                                + " values (gen_random_uuid(), ?, gen_random_uuid(), 1, 1) returning 1"),
                        other.id(),
                        tenant.id()))
                .hasStackTraceContaining("row-level security policy");
        assertThat(others.first(
                        question("update trading_profiles set max_orders = 1 where tenant_id = ? returning 1"),
                        other.id(),
                        tenant.id()))
                .isEmpty();
        assertThat(found()).contains(made);
    }

    @Test
    void whatTheTrailRefusesIsNotChanged() {
        SeededTenant other = SeededTenant.bare();
        AuditEvent foreign = SampleEvent.by(other.id(), "profile.set");
        assertThatThrownBy(() -> profiles.store(tenant.id(), tenant.userId(), MOST, 10, false, WHATEVER, NOW, foreign))
                .hasStackTraceContaining("row-level security policy");
        assertThat(found()).isEmpty();
        assertThat(told()).isEmpty();
    }

    private static TenantQuestion<Integer> question(String statement) {
        return new TenantQuestion<>(statement, row -> row.getInt(1));
    }

    private Optional<TradingProfile> found() {
        return profiles.find(tenant.id(), tenant.userId());
    }

    private Optional<TradingProfile> store(BigDecimal loss, int orders, boolean on) {
        return store(loss, orders, on, WHATEVER);
    }

    private Optional<TradingProfile> store(BigDecimal loss, int orders, boolean on, WantedVersion wanted) {
        return profiles.store(
                tenant.id(),
                tenant.userId(),
                loss,
                orders,
                on,
                wanted,
                NOW,
                SampleEvent.by(tenant.id(), "profile.set"));
    }

    private Optional<TradingProfile> switched(boolean on, WantedVersion wanted) {
        return profiles.switchTrading(
                tenant.id(), tenant.userId(), on, wanted, NOW, SampleEvent.by(tenant.id(), "profile.switch"));
    }

    private static WantedVersion versions(Long... versions) {
        return new WantedVersion(true, Set.of(versions));
    }

    /** The actions in this tenant's trail, newest first. */
    private List<String> told() {
        return TestUnit.agent()
                .get(em -> new AuditTrail(em).find(new AuditTrail.Search(tenant.id(), null, null, null, 10)))
                .stream()
                .map(entry -> entry.event().action())
                .toList();
    }
}
