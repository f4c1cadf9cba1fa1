package io.orra.notification;

import io.orra.health.AgentHealth;
import io.orra.health.Agents;
import io.orra.health.Dependency;
import io.orra.health.DependencyState;
import io.orra.persistence.SchemaAtStart;
import io.orra.settings.InstanceRoles;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.EJB;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.inject.Inject;

/** Says whether the consumers can work: they do by themselves as soon as broker and database are there. */
@Singleton
@Startup
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionManagement(TransactionManagementType.BEAN)
public class NotificationAgent {

    @Inject
    private InstanceRoles roles;

    @EJB
    private SchemaAtStart schema;

    @Inject
    private DependencyState dependencies;

    @Inject
    private Agents agents;

    private volatile boolean wasReady;

    @Schedule(hour = "*", minute = "*", second = "*/2", persistent = false, info = "notification agent: readiness")
    void look() {
        AgentHealth health = agents.notification();
        boolean ready = roles.notification()
                && schema.done()
                && dependencies.up(Dependency.ARTEMIS)
                && dependencies.up(Dependency.DATABASE);
        health.ready(ready);
        if (ready && !wasReady) {
            health.success();
        } else if (!ready && roles.notification()) {
            health.failure("a service that the agent needs does not answer");
        }
        wasReady = ready;
    }
}
