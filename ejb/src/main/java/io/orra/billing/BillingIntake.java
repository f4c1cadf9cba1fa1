package io.orra.billing;

import io.orra.audit.Audit;
import io.orra.problem.Refusal;
import io.orra.tenancy.Tenants;
import io.orra.webhooks.WebhookProvider;
import jakarta.annotation.PostConstruct;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** Takes signed events of the billing providers. The event, and all that follows from it, is one transaction. */
@Stateless
public class BillingIntake {

    /**
     * What became of an event.
     *
     * @param updated whether the tenant's standing changed
     */
    public record Receipt(String eventType, Optional<UUID> tenant, boolean updated) {}

    @PersistenceContext(unitName = "orra-agent")
    private EntityManager database;

    @Inject
    private StandingService standings;

    @Inject
    private Audit journal;

    @Inject
    private Clock clock;

    private BillingEvents events;

    @PostConstruct
    void open() {
        events = new BillingEvents(database);
    }

    /**
     * @param messageId the sender's id of the message, where the provider has it in a header
     * @param body the raw body, its signature already proven
     * @throws Refusal 400 when the body is not an event
     */
    public Receipt receive(WebhookProvider provider, String messageId, byte[] body) {
        List<Tier> tiers = new Tiers(database).all();
        BillingReport report = read(provider, messageId, body, tiers);
        return events.accept(report, body, clock.instant())
                .map(accepted -> followFirst(report, accepted, tiers))
                .orElseGet(() -> new Receipt(report.eventType(), Optional.empty(), false));
    }

    /**
     * Reads a stored event anew and lets follow what now follows from it.
     *
     * @throws Refusal 404 when there is no such event
     */
    public Receipt replay(UUID id) {
        BillingEvent event = events.find(id)
                .orElseThrow(() -> Refusal.notFound("billing-event-not-found", "Billing event not found"));
        List<Tier> tiers = new Tiers(database).all();
        BillingReport report = read(event.provider(), event.eventId(), event.raw(), tiers);
        event.readAs(report, clock.instant());
        Optional<UUID> tenant = report.organisation()
                .map(organisation -> new Tenants(database).idOf(organisation))
                .orElseGet(() -> byEarlierEvents(report));
        tenant.ifPresent(event::assignTo);
        return new Receipt(
                event.eventType(),
                tenant,
                tenant.flatMap(owner -> follow(owner, report, tiers)).isPresent());
    }

    /** The trail tells what an event changed; of a replay the operator's entry does. */
    private Receipt followFirst(BillingReport report, BillingEvents.Accepted accepted, List<Tier> tiers) {
        Optional<UUID> tenant = accepted.tenant().or(() -> whoseByEarlierEvents(report, accepted));
        Optional<Standing> changed = tenant.flatMap(id -> follow(id, report, tiers));
        changed.ifPresent(standing -> journal.byWebhook(
                tenant.orElseThrow(),
                report.fact().provider().word(),
                "subscription.change",
                report.fact().eventId(),
                StandingService.words(standing, report.eventType())));
        return new Receipt(report.eventType(), tenant, changed.isPresent());
    }

    /** An event that names an organisation waits for that one. */
    private Optional<UUID> whoseByEarlierEvents(BillingReport report, BillingEvents.Accepted accepted) {
        Optional<UUID> tenant = report.organisation().isPresent() ? Optional.empty() : byEarlierEvents(report);
        tenant.ifPresent(id -> events.find(accepted.id()).orElseThrow().assignTo(id));
        return tenant;
    }

    private Optional<UUID> byEarlierEvents(BillingReport report) {
        return events.tenantOf(report.fact().provider(), report.fact().subscription(), report.customer());
    }

    /** Returns the standing where it changed. */
    private Optional<Standing> follow(UUID tenant, BillingReport report, List<Tier> tiers) {
        standings.lock(tenant);
        boolean adopted = adoptOrphans(report, tenant);
        return report.fact().kind() != FactKind.NOTED || adopted ? standings.settle(tenant, tiers) : Optional.empty();
    }

    /** Earlier events of the same subscription or customer, that did not say whose they are. */
    private boolean adoptOrphans(BillingReport report, UUID tenant) {
        var orphans = events.orphansOf(report.fact().provider(), report.fact().subscription(), report.customer());
        orphans.forEach(orphan -> orphan.assignTo(tenant));
        return !orphans.isEmpty();
    }

    private static BillingReport read(WebhookProvider provider, String messageId, byte[] body, List<Tier> tiers) {
        Set<SubscriptionTier> known = tiers.stream().map(Tier::tier).collect(Collectors.toSet());
        try {
            return switch (provider) {
                case STRIPE -> new StripeEventReader(known::contains).read(body);
                case CLERK -> new ClerkBillingReader(known::contains).read(messageId, body);
            };
        } catch (MalformedBillingEventException notAnEvent) {
            throw Refusal.invalid("invalid-webhook-payload", "Invalid webhook payload");
        }
    }
}
