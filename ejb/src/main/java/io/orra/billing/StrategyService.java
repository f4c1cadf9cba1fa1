package io.orra.billing;

import io.orra.audit.Audit;
import io.orra.identity.Caller;
import io.orra.problem.Refusal;
import io.orra.tenancy.TenantBound;
import jakarta.annotation.PostConstruct;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** A tenant's strategies. To be active, one takes a place that the tier has. */
@Stateless
@TenantBound
public class StrategyService {

    @PersistenceContext(unitName = "orra-tenant")
    private EntityManager database;

    @Inject
    private Guards guards;

    @Inject
    private Audit audit;

    @Inject
    private Clock clock;

    private StrategyInstances strategies;
    private StrategyTypes types;

    @PostConstruct
    void open() {
        strategies = new StrategyInstances(database);
        types = new StrategyTypes(database);
    }

    /** Oldest first. */
    public List<Strategy> page(Caller caller, int first, int size) {
        return strategies.page(caller.tenantId(), first, size).stream()
                .map(Strategy::of)
                .toList();
    }

    public Strategy get(Caller caller, UUID id) {
        return Strategy.of(find(caller, id));
    }

    /**
     * @param active whether it starts at once, which takes the guard
     * @throws Refusal 403 by the guard, 422 for a type that does not exist
     * @throws InvalidParametersException when the type's schema refuses the parameters
     */
    public Strategy create(Caller caller, StrategyDraft draft, boolean active) {
        check(draft);
        if (active) {
            guards.strategy(caller);
        }
        StrategyInstance strategy = new StrategyInstance(
                caller.tenantId(),
                draft.name(),
                draft.strategyType(),
                draft.parameters().toString(),
                clock.instant());
        if (active) {
            strategy.activate(clock.instant());
        }
        strategies.add(strategy);
        database.flush();
        note(caller, active ? "strategy.start" : "strategy.create", strategy);
        return Strategy.of(strategy);
    }

    /**
     * Changes all of it but whether it is active.
     *
     * @param expected the version that the caller saw
     * @throws Refusal 412 when it has changed since
     */
    public Strategy change(Caller caller, UUID id, StrategyDraft draft, Optional<Long> expected) {
        check(draft);
        StrategyInstance strategy = find(caller, id);
        expect(strategy, expected);
        strategy.describe(draft.name(), draft.strategyType(), draft.parameters().toString(), clock.instant());
        database.flush();
        note(caller, "strategy.change", strategy);
        return Strategy.of(strategy);
    }

    public void remove(Caller caller, UUID id, Optional<Long> expected) {
        StrategyInstance strategy = find(caller, id);
        expect(strategy, expected);
        strategies.remove(strategy);
        database.flush();
        note(caller, "strategy.remove", strategy);
    }

    /** One that is active already stays so, and takes no second place. */
    public Strategy activate(Caller caller, UUID id) {
        new BillingLock(database).take(caller.tenantId());
        StrategyInstance strategy = find(caller, id);
        if (!strategy.isActive()) {
            guards.strategy(caller);
            strategy.activate(clock.instant());
            database.flush();
            note(caller, "strategy.activate", strategy);
        }
        return Strategy.of(strategy);
    }

    public Strategy deactivate(Caller caller, UUID id) {
        StrategyInstance strategy = find(caller, id);
        if (strategy.isActive()) {
            strategy.deactivate(clock.instant());
            database.flush();
            note(caller, "strategy.deactivate", strategy);
        }
        return Strategy.of(strategy);
    }

    /** What strategies there can be, and what parameters each takes. */
    public List<StrategyKind> kinds(Caller caller) {
        return types.all().stream().map(StrategyKind::of).toList();
    }

    private void note(Caller caller, String action, StrategyInstance strategy) {
        audit.by(
                caller,
                action,
                strategy.id().toString(),
                Map.of("name", strategy.name(), "strategy_type", strategy.strategyType()));
    }

    private void check(StrategyDraft draft) {
        StrategyType type = types.find(draft.strategyType())
                .orElseThrow(() -> new Refusal(422, "unknown-strategy-type", "There is no such strategy type"));
        new ParameterSchema(Strategy.json(type.schema())).check(draft.parameters());
    }

    private StrategyInstance find(Caller caller, UUID id) {
        return strategies
                .find(caller.tenantId(), id)
                .orElseThrow(() -> Refusal.notFound("strategy-not-found", "Strategy not found"));
    }

    private static void expect(StrategyInstance strategy, Optional<Long> version) {
        if (version.isPresent() && version.get() != strategy.version()) {
            throw new Refusal(412, "changed-meanwhile", "The strategy has changed since you read it");
        }
    }
}
