package io.orra.health;

import io.orra.problem.CorrelationId;
import io.orra.problem.Problem;
import io.orra.settings.InstanceRoles;
import jakarta.inject.Inject;
import jakarta.json.bind.Jsonb;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Tells the listeners apart. An agent's port answers that agent's {@code /health} and {@code /ready} and nothing
 * else; every other port is the API's.
 */
public class PortGate implements Filter {

    private static final String NOT_HERE = "This port answers /health and /ready of an agent that runs here";

    @Inject
    @ConfigProperty(name = "AUTH_AGENT_PORT", defaultValue = "8010")
    private int authPort;

    @Inject
    @ConfigProperty(name = "TICKER_AGENT_PORT", defaultValue = "8020")
    private int tickerPort;

    @Inject
    @ConfigProperty(name = "NOTIFICATION_AGENT_PORT", defaultValue = "8030")
    private int notificationPort;

    @Inject
    private InstanceRoles roles;

    @Inject
    private Agents agents;

    @Inject
    private DependencyState dependencies;

    @Inject
    private Drain drain;

    private final Jsonb json = new io.orra.json.JsonMapping().getContext(Problem.class);

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        String path = ((HttpServletRequest) request).getRequestURI();
        HttpServletResponse answer = (HttpServletResponse) response;
        int port = request.getLocalPort();
        if (port == authPort || port == tickerPort || port == notificationPort) {
            answerAgent(agentOn(port), path, answer, request);
        } else if ("/health".equals(path)) {
            write(answer, 200, apiHealth());
        } else {
            drain.requestBegins();
            try {
                chain.doFilter(request, response);
            } finally {
                drain.requestEnds();
            }
        }
    }

    private Optional<AgentHealth> agentOn(int port) {
        if (port == authPort) {
            return roles.auth() ? Optional.of(agents.auth()) : Optional.empty();
        }
        if (port == tickerPort) {
            return roles.ticker() ? Optional.of(agents.ticker()) : Optional.empty();
        }
        return roles.notification() ? Optional.of(agents.notification()) : Optional.empty();
    }

    private void answerAgent(
            Optional<AgentHealth> agent, String path, HttpServletResponse answer, ServletRequest request)
            throws IOException {
        if (agent.isPresent() && "/health".equals(path)) {
            AgentHealth.Snapshot state = agent.get().snapshot();
            write(answer, state.healthy() ? 200 : 503, state);
        } else if (agent.isPresent() && "/ready".equals(path)) {
            boolean ready = agent.get().snapshot().ready();
            write(answer, ready ? 200 : 503, Map.of("ready", ready));
        } else {
            new Problem(404, "http-404", NOT_HERE, CorrelationId.of(request)).writeTo(answer);
        }
    }

    /** Stays 200 while the process works: a probe that restarts it would not bring a database back. */
    private Map<String, Object> apiHealth() {
        List<String> down =
                dependencies.down().stream().map(Dependency::shownAs).toList();
        Map<String, Object> health = new LinkedHashMap<>();
        health.put("status", down.isEmpty() ? "ok" : "degraded");
        if (!down.isEmpty()) {
            health.put("down", down);
        }
        if (drain.begun()) {
            health.put("draining", true);
            health.put("in_flight", drain.inFlight());
        }
        return health;
    }

    private void write(HttpServletResponse answer, int status, Object body) throws IOException {
        answer.setStatus(status);
        answer.setContentType("application/json");
        answer.setCharacterEncoding("UTF-8");
        answer.setHeader("Cache-Control", "no-store");
        answer.getWriter().write(json.toJson(body));
    }
}
