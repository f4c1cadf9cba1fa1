package io.orra.billing;

import io.orra.persistence.StoredTime;
import io.orra.webhooks.WebhookOutcome;
import io.orra.webhooks.WebhookProvider;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The events of the billing providers, each stored once, in the transaction of its effect. */
public class BillingEvents {

    private final EntityManager em;

    public BillingEvents(EntityManager em) {
        this.em = em;
    }

    /**
     * An event that is new.
     *
     * @param tenant whose it is by the organisation that it names
     */
    public record Accepted(UUID id, Optional<UUID> tenant) {}

    /**
     * Stores an event that is new, with the tenant of the organisation that it names, in one statement. A second
     * transaction with the same event waits for the first.
     *
     * @return empty when it was seen before
     */
    public Optional<Accepted> accept(BillingReport report, byte[] raw, Instant now) {
        UUID id = UUID.randomUUID();
        BillingFact fact = report.fact();
        List<UUID> rows = em.createNativeQuery("""
                        insert into webhook_events (id, door, provider, event_id, event_type, api_version, occurred_at,
                                                    received_at, organisation, tenant_id, subscription_ref, customer_ref,
                                                    kind, tier, paid_until, outcome, note, raw)
                        select cast(:id as uuid), 'billing', :provider, :event, :type, cast(:api as varchar),
                               cast(:occurredAt as timestamptz), cast(:now as timestamptz), told.organisation, t.id,
                               :subscription, cast(:customer as varchar), :kind, cast(:tier as varchar),
                               cast(cast(:until as varchar) as timestamptz),
                               case when t.id is null then :waiting else :outcome end, cast(:note as varchar),
                               cast(:raw as bytea)
                        from (select cast(:organisation as varchar) as organisation) told
                        left join tenants t on t.clerk_org_id = told.organisation
                        on conflict (door, provider, event_id) do nothing
                        returning tenant_id""", UUID.class)
                .setParameter("id", id)
                .setParameter("provider", fact.provider().word())
                .setParameter("event", fact.eventId())
                .setParameter("type", report.eventType())
                .setParameter("api", report.apiVersion().orElse(null))
                .setParameter("occurredAt", StoredTime.of(fact.at()))
                .setParameter("now", StoredTime.of(now))
                .setParameter("organisation", report.organisation().orElse(null))
                .setParameter("subscription", fact.subscription())
                .setParameter("customer", report.customer().orElse(null))
                .setParameter("kind", fact.kind().word())
                .setParameter("tier", fact.tier().map(SubscriptionTier::word).orElse(null))
                .setParameter(
                        "until",
                        fact.until().map(StoredTime::of).map(Instant::toString).orElse(null))
                .setParameter("waiting", WebhookOutcome.UNKNOWN_TENANT.word())
                .setParameter("outcome", BillingEvent.outcome(fact.kind()).word())
                .setParameter("note", report.note().orElse(null))
                .setParameter("raw", raw)
                .getResultList();
        return rows.isEmpty() ? Optional.empty() : Optional.of(new Accepted(id, Optional.ofNullable(rows.get(0))));
    }

    public Optional<BillingEvent> find(UUID id) {
        return Optional.ofNullable(em.find(BillingEvent.class, id));
    }

    /** The facts that count for a tenant, in the provider's order. */
    public List<BillingFact> facts(UUID tenantId) {
        return em.createQuery("""
                        select new io.orra.billing.StoredFact(e.provider, e.eventId, e.occurredAt, e.kind, e.subscription,
                                                              e.tier, e.paidUntil)
                        from BillingEvent e where e.tenantId = :tenant and e.kind <> :noted""", StoredFact.class)
                .setParameter("tenant", tenantId)
                .setParameter("noted", FactKind.NOTED)
                .getResultStream()
                .map(StoredFact::fact)
                .sorted(BillingFact.BY_TIME)
                .toList();
    }

    /** The facts of one subscription, in the provider's order. */
    public List<BillingFact> factsOf(WebhookProvider provider, String subscription) {
        return em.createQuery("""
                        select new io.orra.billing.StoredFact(e.provider, e.eventId, e.occurredAt, e.kind, e.subscription,
                                                              e.tier, e.paidUntil)
                        from BillingEvent e
                        where e.provider = :provider and e.subscription = :subscription and e.kind <> :noted""", StoredFact.class)
                .setParameter("provider", provider)
                .setParameter("subscription", subscription)
                .setParameter("noted", FactKind.NOTED)
                .getResultStream()
                .map(StoredFact::fact)
                .sorted(BillingFact.BY_TIME)
                .toList();
    }

    /** The provider's subscriptions of tenants that began and of which no end was told. */
    public List<String> begun(WebhookProvider provider) {
        return em.createQuery("""
                        select distinct e.subscription from BillingEvent e
                        where e.provider = :provider and e.tenantId is not null and e.subscription <> ''
                          and e.kind in (:paid, :current)
                          and not exists (select 1 from BillingEvent o
                                          where o.provider = e.provider and o.subscription = e.subscription
                                            and o.kind = :ended)""", String.class)
                .setParameter("provider", provider)
                .setParameter("paid", FactKind.PAID)
                .setParameter("current", FactKind.CURRENT)
                .setParameter("ended", FactKind.ENDED)
                .getResultList();
    }

    /** Whose the subscription, else the customer, is, by earlier events. */
    public Optional<UUID> tenantOf(WebhookProvider provider, String subscription, Optional<String> customer) {
        return tenantBy("subscription", provider, subscription)
                .or(() -> customer.flatMap(name -> tenantBy("customer", provider, name)));
    }

    /** Events of no tenant yet that are of the same subscription or customer. */
    public List<BillingEvent> orphansOf(WebhookProvider provider, String subscription, Optional<String> customer) {
        return em.createQuery("""
                        select e from BillingEvent e
                        where e.tenantId is null and e.provider = :provider and e.organisation is null
                          and ((e.subscription <> '' and e.subscription = :subscription) or e.customer = :customer)""", BillingEvent.class)
                .setParameter("provider", provider)
                .setParameter("subscription", subscription)
                .setParameter("customer", customer.orElse(""))
                .getResultList();
    }

    /** Events of organisations that have become tenants since: (event, tenant). */
    public List<UUID> tenantsWithOrphans(int limit) {
        return em.createQuery("""
                        select distinct t.id from BillingEvent e join Tenant t on t.clerkOrgId = e.organisation
                        where e.tenantId is null""", UUID.class).setMaxResults(limit).getResultList();
    }

    public List<BillingEvent> orphansOfOrganisation(String organisation) {
        return em.createQuery(
                        "select e from BillingEvent e where e.tenantId is null and e.organisation = :organisation",
                        BillingEvent.class)
                .setParameter("organisation", organisation)
                .getResultList();
    }

    /** A tenant's events, the newest received first. */
    public List<BillingEvent> page(UUID tenantId, int first, int size) {
        return em.createQuery(
                        "select e from BillingEvent e where e.tenantId = :tenant order by e.receivedAt desc, e.id",
                        BillingEvent.class)
                .setParameter("tenant", tenantId)
                .setFirstResult(first)
                .setMaxResults(size)
                .getResultList();
    }

    /** All events with one outcome, the newest received first. */
    public List<BillingEvent> page(WebhookOutcome outcome, int first, int size) {
        return em.createQuery(
                        "select e from BillingEvent e where e.outcome = :outcome order by e.receivedAt desc, e.id",
                        BillingEvent.class)
                .setParameter("outcome", outcome)
                .setFirstResult(first)
                .setMaxResults(size)
                .getResultList();
    }

    /** Whether a billing event was ever seen for the tenant. */
    public boolean anyFor(UUID tenantId) {
        return !em.createQuery("select e.id from BillingEvent e where e.tenantId = :tenant", UUID.class)
                .setParameter("tenant", tenantId)
                .setMaxResults(1)
                .getResultList()
                .isEmpty();
    }

    private Optional<UUID> tenantBy(String field, WebhookProvider provider, String name) {
        if (name.isEmpty()) {
            return Optional.empty();
        }
        return em.createQuery(
                        "select e.tenantId from BillingEvent e where e.tenantId is not null and e.provider = :provider and e."
                                + field + " = :name order by e.occurredAt desc, e.id",
                        UUID.class)
                .setParameter("provider", provider)
                .setParameter("name", name)
                .setMaxResults(1)
                .getResultStream()
                .findFirst();
    }
}
