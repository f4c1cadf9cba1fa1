package io.orra.billing;

import io.orra.audit.Audit;
import io.orra.identity.Caller;
import io.orra.problem.Precondition;
import io.orra.problem.Refusal;
import io.orra.tenancy.Tenants;
import io.orra.webhooks.WebhookOutcome;
import jakarta.annotation.PostConstruct;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The operator's view of billing, and what an operator may do to it. Every deed is noted in its transaction. */
@Stateless
public class BillingAdmin {

    @PersistenceContext(unitName = "orra-agent")
    private EntityManager database;

    @Inject
    private StandingService standings;

    @Inject
    private BillingIntake intake;

    @Inject
    private BillingUpkeep upkeep;

    @Inject
    private ProviderComparison comparison;

    @Inject
    private Audit journal;

    @Inject
    private Clock clock;

    private BillingEvents events;
    private BillingGrants grants;
    private Tiers tiers;

    @PostConstruct
    void open() {
        events = new BillingEvents(database);
        grants = new BillingGrants(database);
        tiers = new Tiers(database);
    }

    /** A tenant's billing. */
    public record Account(UUID tenantId, String organisation, boolean active, Standing standing, List<Grant> grants) {}

    /** @throws Refusal 404 when there is no such tenant */
    public Account account(UUID tenantId) {
        var tenant = new Tenants(database).find(tenantId).orElseThrow(BillingAdmin::noTenant);
        Standing standing = new Subscriptions(database)
                .find(tenantId)
                .map(Subscription::current)
                .orElseGet(() -> Standing.of(SubscriptionStanding.NONE, Optional.empty()));
        return new Account(
                tenantId,
                tenant.clerkOrgId(),
                tenant.isActive(),
                standing,
                grants.all(tenantId).stream().map(Grant::of).toList());
    }

    public List<RecordedEvent> events(UUID tenantId, int first, int size) {
        return events.page(tenantId, first, size).stream()
                .map(RecordedEvent::of)
                .toList();
    }

    public List<RecordedEvent> events(WebhookOutcome outcome, int first, int size) {
        return events.page(outcome, first, size).stream().map(RecordedEvent::of).toList();
    }

    /** The body as it came. */
    public byte[] raw(UUID eventId) {
        return events.find(eventId).map(BillingEvent::raw).orElseThrow(BillingAdmin::noEvent);
    }

    /** Reads a stored event anew. It takes the place that it has by the provider's time, whenever it is replayed. */
    public BillingIntake.Receipt replay(Caller operator, UUID eventId) {
        BillingIntake.Receipt receipt = intake.replay(eventId);
        journal.byOperator(
                operator,
                receipt.tenant().orElse(null),
                "billing.event.replay",
                eventId.toString(),
                Map.of("updated", String.valueOf(receipt.updated())));
        return receipt;
    }

    /**
     * Gives a tier until a date.
     *
     * @throws Refusal 404 when there is no such tenant, 422 when there is no such tier or the date has passed
     */
    public Grant grant(Caller operator, UUID tenantId, String tierWord, Instant until, String reason) {
        standings.lock(tenantId);
        new Tenants(database).find(tenantId).orElseThrow(BillingAdmin::noTenant);
        SubscriptionTier tier = SubscriptionTier.named(tierWord)
                .filter(known -> tiers.find(known).isPresent())
                .orElseThrow(() -> new Refusal(422, "unknown-tier", "There is no such tier"));
        Instant now = clock.instant();
        if (!until.isAfter(now)) {
            throw new Refusal(422, "grant-in-the-past", "The end of the grant must be in the future");
        }
        BillingGrant grant = new BillingGrant(tenantId, tier, until, reason, operator.subject(), now);
        grants.add(grant);
        database.flush();
        standings.reassess(tenantId);
        journal.byOperator(
                operator,
                tenantId,
                "billing.grant",
                grant.id().toString(),
                Map.of("tier", tier.word(), "until", until.toString(), "reason", reason));
        return Grant.of(grant);
    }

    /** @throws Refusal 404 when the tenant has no such grant */
    public void revoke(Caller operator, UUID tenantId, UUID grantId) {
        standings.lock(tenantId);
        BillingGrant grant = grants.find(tenantId, grantId)
                .orElseThrow(() -> Refusal.notFound("grant-not-found", "Grant not found"));
        grant.revoke(operator.subject(), clock.instant());
        database.flush();
        standings.reassess(tenantId);
        journal.byOperator(operator, tenantId, "billing.grant.revoke", grantId.toString(), Map.of());
    }

    /** What a tier may do, by the table; null limits are none. */
    public record TierRow(
            String code,
            int rank,
            boolean basicSettings,
            Integer maxStrategies,
            Integer dailyTradeLimit,
            boolean priorityExecution,
            long version) {}

    public List<TierRow> tiers() {
        return tiers.all().stream()
                .map(tier -> new TierRow(
                        tier.tier().word(),
                        tier.rank(),
                        tier.hasBasicSettings(),
                        tier.maxStrategies().isPresent() ? tier.maxStrategies().getAsInt() : null,
                        tier.dailyTradeLimit().isPresent()
                                ? tier.dailyTradeLimit().getAsInt()
                                : null,
                        tier.hasPriorityExecution(),
                        tier.version()))
                .toList();
    }

    /**
     * Makes a tier, or says anew what one may do. Standings that name it follow with their next event.
     *
     * @return its version
     * @throws Refusal 422 for a name that no tier can have, 409 for a rank that another tier has
     */
    public long setTier(
            Caller operator,
            String code,
            int rank,
            Integer maxStrategies,
            Integer dailyTradeLimit,
            boolean priority,
            Precondition precondition) {
        SubscriptionTier name = SubscriptionTier.named(code)
                .filter(tier -> tier.word().equals(code))
                .orElseThrow(() -> new Refusal(422, "invalid-tier", "This can't be the name of a tier"));
        Optional<Tier> existing = tiers.lock(name);
        precondition.check(existing.map(Tier::version).orElse(null));
        if (tiers.all().stream()
                .anyMatch(other -> other.rank() == rank && !other.tier().equals(name))) {
            throw new Refusal(409, "rank-taken", "Another tier has this rank");
        }
        Tier tier = existing.orElseGet(() -> new Tier(name, rank));
        tier.set(rank, maxStrategies, dailyTradeLimit, priority, clock.instant());
        tiers.add(tier);
        journal.byOperator(operator, null, "billing.tier.set", code, Map.of("rank", String.valueOf(rank)));
        return tier.version();
    }

    /**
     * @return its version
     * @throws Refusal 422 when the name can't be one or the schema is none
     */
    public long setStrategyType(
            Caller operator, String code, String title, JsonObject schema, Precondition precondition) {
        if (!code.matches("[a-z][a-z0-9_-]{0,79}")) {
            throw new Refusal(422, "invalid-strategy-type", "This can't be the name of a strategy type");
        }
        if (!new ParameterSchema(schema).isSound()) {
            throw new Refusal(422, "invalid-schema", "The schema is no JSON Schema");
        }
        StrategyTypes types = new StrategyTypes(database);
        Optional<StrategyType> existing = types.lock(code);
        precondition.check(existing.map(StrategyType::version).orElse(null));
        StrategyType type = existing.orElseGet(() -> new StrategyType(code));
        type.describe(title, schema.toString(), clock.instant());
        types.add(type);
        journal.byOperator(operator, null, "strategy-type.set", code, Map.of());
        return type.version();
    }

    /**
     * Compares with the providers now, instead of at night.
     *
     * @throws Refusal 409 while another comparison is under way
     */
    @TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
    public List<ProviderComparison.Result> compare(Caller operator) {
        upkeep.asked(operator);
        return comparison.run();
    }

    /** What the last comparison with the providers found. */
    public List<Difference> differences(int first, int size) {
        return database.createQuery(
                        "select d from BillingDifference d order by d.foundAt desc, d.id", BillingDifference.class)
                .setFirstResult(first)
                .setMaxResults(size)
                .getResultStream()
                .map(Difference::of)
                .toList();
    }

    private static Refusal noTenant() {
        return Refusal.notFound("tenant-not-found", "Tenant not found");
    }

    private static Refusal noEvent() {
        return Refusal.notFound("billing-event-not-found", "Billing event not found");
    }
}
