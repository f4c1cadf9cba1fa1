package io.orra.admin;

import io.orra.authagent.LiveSessions;
import io.orra.health.AgentHealth;
import io.orra.health.Agents;
import io.orra.health.BrokerProbe;
import io.orra.health.Dependency;
import io.orra.health.DependencyState;
import io.orra.settings.InstanceRoles;
import io.orra.tenancy.Tenants;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.PersistenceException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Whether all of Orra is well, in one answer that never fails: what can't be counted is left empty. */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class SystemHealth {

    /**
     * @param reasons what is wrong, in stable words; empty when all is well
     * @param totalTenants null while the database does not answer; so is connectedTenants
     * @param agents of this instance, by name: whether each is healthy
     */
    public record Report(
            boolean databaseOk,
            boolean redisOk,
            boolean artemisOk,
            boolean brokerOk,
            Map<String, Boolean> agents,
            List<String> reasons,
            Long totalTenants,
            Long connectedTenants) {}

    private record Counts(Long total, Long connected) {}

    @PersistenceContext(unitName = "orra-agent")
    private EntityManager database;

    @Inject
    private DependencyState dependencies;

    @Inject
    private BrokerProbe broker;

    @Inject
    private Agents agents;

    @Inject
    private InstanceRoles roles;

    @Inject
    private Clock clock;

    public Report report() {
        Counts counts = counts();
        boolean databaseOk = counts.total() != null && dependencies.up(Dependency.DATABASE);
        boolean redisOk = dependencies.up(Dependency.REDIS);
        boolean artemisOk = dependencies.up(Dependency.ARTEMIS);
        Map<String, Boolean> running = agents();
        List<String> reasons = new ArrayList<>();
        note(reasons, databaseOk, "database_down");
        note(reasons, redisOk, "redis_down");
        note(reasons, artemisOk, "artemis_down");
        note(reasons, broker.up(), "broker_down");
        running.forEach((name, healthy) -> note(reasons, healthy, name.replace('-', '_') + "_unhealthy"));
        return new Report(
                databaseOk, redisOk, artemisOk, broker.up(), running, reasons, counts.total(), counts.connected());
    }

    private static void note(List<String> reasons, boolean well, String reason) {
        if (!well) {
            reasons.add(reason);
        }
    }

    private Map<String, Boolean> agents() {
        Map<String, Boolean> states = new LinkedHashMap<>();
        add(states, roles.auth(), agents.auth());
        add(states, roles.ticker(), agents.ticker());
        add(states, roles.notification(), agents.notification());
        return states;
    }

    private static void add(Map<String, Boolean> states, boolean here, AgentHealth agent) {
        if (here) {
            AgentHealth.Snapshot state = agent.snapshot();
            states.put(state.name(), state.healthy());
        }
    }

    private Counts counts() {
        if (!dependencies.up(Dependency.DATABASE)) {
            return new Counts(null, null);
        }
        try {
            return new Counts(new Tenants(database).count(), new LiveSessions(database).tenants(clock.instant()));
        } catch (PersistenceException away) {
            return new Counts(null, null);
        }
    }
}
