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
        BillingReport report = read(provider, messageId, body);
        return events.accept(report, body, clock.instant())
                .map(this::followFirst)
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
        event.readAs(read(event.provider(), event.eventId(), event.raw()), clock.instant());
        return follow(event);
    }

    /** The trail tells what an event changed; of a replay the operator's entry does. */
    private Receipt followFirst(BillingEvent event) {
        Receipt receipt = follow(event);
        if (receipt.updated()) {
            receipt.tenant()
                    .ifPresent(tenant -> journal.byWebhook(
                            tenant,
                            event.provider().word(),
                            "subscription.change",
                            event.eventId(),
                            standings.words(tenant, event.eventType())));
        }
        return receipt;
    }

    private Receipt follow(BillingEvent event) {
        Optional<UUID> tenant = event.organisation()
                .map(organisation -> new Tenants(database).idOf(organisation))
                .orElseGet(() -> events.tenantOf(event.provider(), event.subscription(), event.customer()));
        boolean updated = tenant.map(id -> {
                    standings.lock(id);
                    event.assignTo(id);
                    boolean adopted = adoptOrphans(event, id);
                    return (event.kind() != FactKind.NOTED || adopted) && standings.reassess(id);
                })
                .orElse(false);
        return new Receipt(event.eventType(), tenant, updated);
    }

    /** Earlier events of the same subscription or customer, that did not say whose they are. */
    private boolean adoptOrphans(BillingEvent event, UUID tenant) {
        var orphans = events.orphansOf(event.provider(), event.subscription(), event.customer());
        orphans.forEach(orphan -> orphan.assignTo(tenant));
        return !orphans.isEmpty();
    }

    private BillingReport read(WebhookProvider provider, String messageId, byte[] body) {
        Set<SubscriptionTier> tiers =
                new Tiers(database).all().stream().map(Tier::tier).collect(Collectors.toSet());
        try {
            return switch (provider) {
                case STRIPE -> new StripeEventReader(tiers::contains).read(body);
                case CLERK -> new ClerkBillingReader(tiers::contains).read(messageId, body);
            };
        } catch (MalformedBillingEventException notAnEvent) {
            throw Refusal.invalid("invalid-webhook-payload", "Invalid webhook payload");
        }
    }
}
