package io.orra.tenancy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orra.billing.SubscriptionTier;
import io.orra.persistence.SeededTenant;
import io.orra.persistence.TestUnit;
import jakarta.persistence.EntityManager;
import jakarta.persistence.OptimisticLockException;
import jakarta.persistence.RollbackException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class TenantsTest {

    private static final Instant NOW = Instant.parse("2026-11-24T02:30:00.123456789Z");

    private final TestUnit agent = TestUnit.agent();
    private final TestUnit app = TestUnit.tenant();

    @Test
    void anOrganisationIsProvisionedOnce() {
        String org = newOrg();
        Tenant first = agent.get(em -> new Tenants(em).provision(org, "Alpha", NOW));
        Tenant again = agent.get(em -> new Tenants(em).provision(org, "Alpha again", NOW.plusSeconds(60)));
        assertThat(again.id()).isEqualTo(first.id());
        assertThat(again.tenantId()).isEqualTo(first.id());
        assertThat(again.name()).isEqualTo("Alpha");
        assertThat(again.subscriptionTier()).isEqualTo(SubscriptionTier.FREE);
        assertThat(again.isActive()).isTrue();
        assertThat(again.createdAt()).isEqualTo("2026-11-24T02:30:00.123456Z");
    }

    @Test
    void anOrganisationThatIsToldTwiceAtOnceIsOneTenant() {
        String org = newOrg();
        List<CompletableFuture<UUID>> both = List.of(provisionLater(org), provisionLater(org));
        assertThat(both.get(0).join()).isEqualTo(both.get(1).join());
    }

    @Test
    void changesAreKept() {
        UUID id = agent.get(em -> new Tenants(em).provision(newOrg(), "Alpha", NOW))
                .id();
        Instant later = NOW.plusSeconds(60);
        agent.run(em -> {
            Tenant tenant = new Tenants(em).find(id).orElseThrow();
            tenant.rename("Beta", later);
            tenant.moveTo(SubscriptionTier.PRO, later);
            tenant.deactivate(later);
        });
        Tenant tenant = agent.get(em -> new Tenants(em).find(id).orElseThrow());
        assertThat(tenant.name()).isEqualTo("Beta");
        assertThat(tenant.subscriptionTier()).isEqualTo(SubscriptionTier.PRO);
        assertThat(tenant.isActive()).isFalse();
        assertThat(tenant.updatedAt()).isAfter(tenant.createdAt());
    }

    @Test
    void twoWhoChangeOneTenantAtOnceDontOverwriteEachOther() {
        UUID id = agent.get(em -> new Tenants(em).provision(newOrg(), "Alpha", NOW))
                .id();
        assertThatThrownBy(() -> agent.run(em -> {
                    Tenant mine = new Tenants(em).find(id).orElseThrow();
                    agent.run(other -> new Tenants(other).find(id).orElseThrow().rename("Theirs", NOW));
                    mine.rename("Mine", NOW);
                }))
                .isInstanceOf(RollbackException.class)
                .hasCauseInstanceOf(OptimisticLockException.class);
    }

    @Test
    void pagesHoldEachTenantOnce() {
        UUID active =
                agent.get(em -> new Tenants(em).provision(newOrg(), "On", NOW)).id();
        UUID inactive = agent.get(em -> {
            Tenant tenant = new Tenants(em).provision(newOrg(), "Off", NOW);
            tenant.deactivate(NOW);
            return tenant.id();
        });
        agent.run(em -> {
            Tenants tenants = new Tenants(em);
            int all = Math.toIntExact(tenants.count());
            List<UUID> ids = tenants.page(0, all).stream().map(Tenant::id).toList();
            assertThat(ids).hasSize(all).doesNotHaveDuplicates().contains(active, inactive);
            assertThat(tenants.page(1, 1).get(0).id()).isEqualTo(ids.get(1));
            List<UUID> onlyActive =
                    tenants.pageOfActive(0, all).stream().map(Tenant::id).toList();
            assertThat(onlyActive)
                    .contains(active)
                    .doesNotContain(inactive)
                    .hasSize(Math.toIntExact(tenants.countActive()));
        });
    }

    @Test
    void aSuspendedTenantStaysOffWhateverElseIsWritten() {
        UUID id = agent.get(em -> new Tenants(em).provision(newOrg(), "Alpha", NOW))
                .id();
        agent.run(em -> new Tenants(em).find(id).orElseThrow().suspend(NOW));
        agent.run(em -> new Tenants(em).find(id).orElseThrow().activate(NOW));
        assertThat(agent.get(em -> new Tenants(em).find(id).orElseThrow()).isActive())
                .isFalse();
        agent.run(em -> new Tenants(em).find(id).orElseThrow().resume(NOW));
        assertThat(agent.get(em -> new Tenants(em).find(id).orElseThrow()).isActive())
                .isTrue();
    }

    @Test
    void theEndOfASuspensionBringsNobodyBackWhoWasOffBefore() {
        UUID id = agent.get(em -> new Tenants(em).provision(newOrg(), "Alpha", NOW))
                .id();
        agent.run(em -> {
            Tenant tenant = new Tenants(em).find(id).orElseThrow();
            tenant.deactivate(NOW);
            tenant.suspend(NOW);
        });
        agent.run(em -> new Tenants(em).find(id).orElseThrow().resume(NOW));
        assertThat(agent.get(em -> new Tenants(em).find(id).orElseThrow()).isActive())
                .isFalse();
    }

    @Test
    void aSearchTakesTheUsersSignsForWhatTheyAre() {
        String org = newOrg();
        agent.run(em -> new Tenants(em).provision(org, "100% Alpha_" + org, NOW));
        agent.run(em -> {
            Tenants tenants = new Tenants(em);
            assertThat(tenants.find(new Tenants.Search(true, null, "100% alpha_" + org, null, 9)))
                    .hasSize(1);
            assertThat(tenants.find(new Tenants.Search(false, null, "100% alpha_" + org, null, 9)))
                    .isEmpty();
            assertThat(tenants.find(new Tenants.Search(null, null, "1_0% alpha_" + org, null, 9)))
                    .isEmpty();
        });
    }

    @Test
    void theApplicationSeesTheBoundTenantAndNoOther() {
        SeededTenant mine = SeededTenant.bare();
        SeededTenant theirs = SeededTenant.bare();
        app.run(em -> assertThat(new Tenants(em).find(mine.id())).isEmpty());
        app.run(em -> {
            new TenantBinding(em).bind(mine.id());
            assertThat(new Tenants(em).find(mine.id())).isPresent();
            assertThat(new Tenants(em).find(theirs.id())).isEmpty();
            assertThat(new Tenants(em).count()).isEqualTo(1);
        });
    }

    @Test
    void aTenantIsBoundInATransactionOnly() {
        try (EntityManager em = app.factory().createEntityManager()) {
            TenantBinding binding = new TenantBinding(em);
            assertThatThrownBy(() -> binding.bind(UUID.randomUUID())).isInstanceOf(IllegalStateException.class);
        }
    }

    private CompletableFuture<UUID> provisionLater(String org) {
        return CompletableFuture.supplyAsync(() ->
                agent.get(em -> new Tenants(em).provision(org, "Alpha", NOW)).id());
    }

    private static String newOrg() {
        return "org_" + UUID.randomUUID();
    }
}
