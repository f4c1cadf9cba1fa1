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
import java.util.logging.Level;
import java.util.logging.Logger;

/** Says whether the consumers can work, how much waits, and how the webhooks are. */
@Singleton
@Startup
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionManagement(TransactionManagementType.BEAN)
public class NotificationAgent {

    private static final Logger LOG = Logger.getLogger(NotificationAgent.class.getName());
    private static final int DEAD_LETTERS_EACH = 5;

    @Inject
    private InstanceRoles roles;

    @EJB
    private SchemaAtStart schema;

    @Inject
    private DependencyState dependencies;

    @Inject
    private Agents agents;

    @Inject
    private Dispatcher dispatcher;

    @Inject
    private NotificationGauges gauges;

    private volatile boolean wasReady;
    private volatile int looks;

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
        dispatcher.breakers().forEach((line, state) -> health.metric("breaker_" + line.word(), state));
        if (ready) {
            measure(health);
        }
    }

    private void measure(AgentHealth health) {
        try {
            gauges.backlog(health);
            if (looks++ % DEAD_LETTERS_EACH == 0) {
                gauges.deadLetters(health);
            }
        } catch (RuntimeException away) {
            LOG.log(Level.FINE, "database or broker went away while they were asked", away);
        }
    }
}
