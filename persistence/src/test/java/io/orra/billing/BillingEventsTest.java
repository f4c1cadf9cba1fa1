package io.orra.billing;

import static org.assertj.core.api.Assertions.assertThat;

import io.orra.persistence.SeededTenant;
import io.orra.persistence.TestUnit;
import io.orra.tenancy.Tenant;
import io.orra.webhooks.WebhookEvent;
import io.orra.webhooks.WebhookEvents;
import io.orra.webhooks.WebhookOutcome;
import io.orra.webhooks.WebhookProvider;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class BillingEventsTest {

    private static final Instant AT = Instant.parse("2026-11-24T02:29:59Z");
    private static final Instant NOW = Instant.parse("2026-11-24T02:30:00Z");
    private static final byte[] RAW = "{\"id\":\"evt\"}".getBytes(StandardCharsets.UTF_8);

    private final SeededTenant tenant = SeededTenant.bare();
    private final String subscription = "sub_" + UUID.randomUUID();
    private final String customer = "cus_" + UUID.randomUUID();

    @Test
    void anEventIsNewOnceAndKeptByteForByte() {
        BillingReport report = report("evt_" + UUID.randomUUID(), FactKind.PAID, Optional.empty());
        UUID id = in(events -> events.accept(report, RAW, NOW).orElseThrow().id());
        Optional<BillingEvents.Accepted> again = in(events -> events.accept(report, RAW, NOW));
        assertThat(again).isEmpty();
        BillingEvent kept = in(events -> events.find(id).orElseThrow());
        assertThat(kept.raw()).isEqualTo(RAW);
        assertThat(kept.fact()).isEqualTo(report.fact());
        assertThat(kept.outcome()).isEqualTo(WebhookOutcome.UNKNOWN_TENANT);
    }

    @Test
    void aSubscriptionBelongsToTheTenantOfItsEarlierEvents() {
        in(events -> {
            UUID id = events.accept(report("evt_" + UUID.randomUUID(), FactKind.PAID, Optional.empty()), RAW, NOW)
                    .orElseThrow()
                    .id();
            events.find(id).orElseThrow().assignTo(tenant.id());
            return null;
        });
        assertThat(tenantOf(WebhookProvider.STRIPE, subscription, Optional.empty()))
                .contains(tenant.id());
        assertThat(tenantOf(WebhookProvider.STRIPE, "", Optional.of(customer))).contains(tenant.id());
        assertThat(tenantOf(WebhookProvider.CLERK, subscription, Optional.of(customer)))
                .isEmpty();
        List<BillingFact> facts = in(events -> events.facts(tenant.id()));
        assertThat(facts)
                .singleElement()
                .satisfies(fact -> assertThat(fact.tier()).contains(SubscriptionTier.PRO));
    }

    @Test
    void eventsWithoutATenantAreFoundAgainByWhatTheyName() {
        BillingReport loose = report("evt_" + UUID.randomUUID(), FactKind.PAID, Optional.empty());
        String organisation =
                TestUnit.agent().get(em -> em.find(Tenant.class, tenant.id()).clerkOrgId());
        BillingReport early = report("evt_" + UUID.randomUUID(), FactKind.ENDED, Optional.of(organisation));
        in(events -> events.accept(loose, RAW, NOW));
        cameBeforeItsTenant(early);
        List<BillingEvent> loosely =
                in(events -> events.orphansOf(WebhookProvider.STRIPE, subscription, Optional.empty()));
        assertThat(loosely)
                .extracting(BillingEvent::eventId)
                .containsExactly(loose.fact().eventId());
        List<UUID> tenants = in(events -> events.tenantsWithOrphans(1000));
        assertThat(tenants).contains(tenant.id());
        List<BillingEvent> ofOrganisation = in(events -> events.orphansOfOrganisation(organisation));
        assertThat(ofOrganisation)
                .extracting(BillingEvent::eventId)
                .containsExactly(early.fact().eventId());
    }

    @Test
    void anEventThatNamesItsOrganisationIsItsTenantsAtOnce() {
        String organisation =
                TestUnit.agent().get(em -> em.find(Tenant.class, tenant.id()).clerkOrgId());
        BillingEvents.Accepted paid =
                accepted(report("evt_" + UUID.randomUUID(), FactKind.PAID, Optional.of(organisation)));
        BillingEvents.Accepted noted =
                accepted(report("evt_" + UUID.randomUUID(), FactKind.NOTED, Optional.of(organisation)));
        BillingEvents.Accepted strange =
                accepted(report("evt_" + UUID.randomUUID(), FactKind.PAID, Optional.of("org_" + UUID.randomUUID())));
        assertThat(paid.tenant()).contains(tenant.id());
        assertThat(strange.tenant()).isEmpty();
        assertThat(List.of(outcome(paid), outcome(noted), outcome(strange)))
                .containsExactly(WebhookOutcome.APPLIED, WebhookOutcome.IGNORED, WebhookOutcome.UNKNOWN_TENANT);
    }

    @Test
    void theSameIdAtAnotherAddressIsAnotherEvent() {
        BillingReport report = report("evt_" + UUID.randomUUID(), FactKind.PAID, Optional.empty());
        accepted(report);
        Optional<WebhookEvent> elsewhere = TestUnit.agent()
                .get(em -> new WebhookEvents(em)
                        .accept(WebhookProvider.STRIPE, report.fact().eventId(), "invoice.paid", AT, NOW));
        assertThat(elsewhere).isPresent();
    }

    private static BillingEvents.Accepted accepted(BillingReport report) {
        return in(events -> events.accept(report, RAW, NOW).orElseThrow());
    }

    private static WebhookOutcome outcome(BillingEvents.Accepted accepted) {
        return in(events -> events.find(accepted.id()).orElseThrow().outcome());
    }

    /** As when the tenant was made in a transaction that the event's own did not see. */
    private static void cameBeforeItsTenant(BillingReport report) {
        UUID id = accepted(report).id();
        TestUnit.agent()
                .run(em -> em.createNativeQuery(
                                "update webhook_events set tenant_id = null, outcome = 'unknown_tenant' where id = ?1")
                        .setParameter(1, id)
                        .executeUpdate());
    }

    private Optional<UUID> tenantOf(WebhookProvider provider, String ref, Optional<String> payer) {
        return in(events -> events.tenantOf(provider, ref, payer));
    }

    private BillingReport report(String id, FactKind kind, Optional<String> organisation) {
        return new BillingReport(
                "invoice.paid",
                Optional.of("2026-07-29.dahlia"),
                new BillingFact(
                        WebhookProvider.STRIPE,
                        id,
                        AT,
                        kind,
                        subscription,
                        Optional.of(SubscriptionTier.PRO),
                        Optional.of(NOW)),
                organisation,
                Optional.of(customer),
                Optional.empty());
    }

    private static <T> T in(Function<BillingEvents, T> work) {
        return TestUnit.agent().get(em -> work.apply(new BillingEvents(em)));
    }
}
