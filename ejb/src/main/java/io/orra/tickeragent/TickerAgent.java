package io.orra.tickeragent;

import io.orra.authagent.PrimarySessions;
import io.orra.health.AgentHealth;
import io.orra.health.Agents;
import io.orra.persistence.SchemaAtStart;
import io.orra.settings.InstanceRoles;
import jakarta.annotation.PreDestroy;
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

/**
 * Keeps a stream open for every tenant with a live session, and no other: asked anew each second, so that a tenant
 * that appears, logs in again or is switched off is served without a restart.
 */
@Singleton
@Startup
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionManagement(TransactionManagementType.BEAN)
public class TickerAgent {

    private static final Logger LOG = Logger.getLogger(TickerAgent.class.getName());

    @Inject
    private InstanceRoles roles;

    @EJB
    private SchemaAtStart schema;

    @Inject
    private PrimarySessions sessions;

    @Inject
    private RedisActivity activity;

    @Inject
    private Streams streams;

    @Inject
    private TickerReport report;

    @Inject
    private Agents agents;

    @Schedule(hour = "*", minute = "*", second = "*", persistent = false, info = "ticker agent: who is streamed")
    void round() {
        AgentHealth health = agents.ticker();
        health.ready(roles.ticker() && schema.done());
        if (!roles.ticker() || !schema.done()) {
            return;
        }
        health.run();
        try {
            streams.serve(activity.active(sessions.primary()));
            report.write(health);
            health.success();
        } catch (RuntimeException away) {
            LOG.log(
                    Level.WARNING,
                    "a round of the ticker agent failed ({0})",
                    away.getClass().getName());
            health.failure("a service that the agent needs does not answer");
        }
    }

    @PreDestroy
    void stop() {
        streams.close();
    }
}
