package io.orra.tickeragent;

import io.orra.authagent.LiveSession;
import io.orra.authagent.PrimarySessions;
import io.orra.grid.DataGrid;
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
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;

/**
 * Keeps a stream open for every tenant of this instance with a live session, and no other: asked anew each second, so that a tenant
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
    private DataGrid grid;

    @Inject
    private StreamClaims claims;

    @Inject
    private Streams streams;

    @Inject
    private TickerReport report;

    @Inject
    private Agents agents;

    private volatile boolean ended;

    @Schedule(hour = "*", minute = "*", second = "*", persistent = false, info = "ticker agent: who is streamed")
    void round() {
        AgentHealth health = agents.ticker();
        health.ready(roles.ticker() && schema.done());
        if (!roles.ticker() || !schema.done() || ended) {
            return;
        }
        health.run();
        try {
            serve();
            report.write(health);
            health.metric("instances", grid.members());
            health.success();
        } catch (RuntimeException away) {
            LOG.log(
                    Level.WARNING,
                    "a round of the ticker agent failed ({0})",
                    away.getClass().getName());
            health.failure("a service that the agent needs does not answer");
        }
    }

    /** Whoever is another instance's is closed here first, and given up then, so that the other opens after that. */
    private void serve() {
        Map<UUID, LiveSession> active = activity.active(sessions.primary()).stream()
                .collect(Collectors.toMap(LiveSession::tenantId, Function.identity()));
        Set<UUID> granted =
                claims.claim(active.keySet().stream().filter(grid.share()).toList());
        Set<UUID> elsewhere = new HashSet<>(active.keySet());
        elsewhere.removeAll(granted);
        active.keySet().retainAll(granted);
        streams.serve(active.values(), elsewhere);
        claims.keepOnly(granted);
    }

    /** Apart from the round, which may wait for a database. */
    @Schedule(hour = "*", minute = "*", second = "*", persistent = false, info = "ticker agent: claims")
    void renew() {
        if (roles.ticker()) {
            claims.renew();
        }
    }

    @PreDestroy
    void stop() {
        ended = true;
        streams.close();
        if (roles.ticker()) {
            claims.keepOnly(Set.of());
            grid.leave();
        }
    }
}
