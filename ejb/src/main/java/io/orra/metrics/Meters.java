package io.orra.metrics;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.orra.health.AgentHealth;
import io.orra.health.Agents;
import io.orra.health.Dependency;
import io.orra.health.DependencyState;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Everything that is counted in this instance. */
@ApplicationScoped
public class Meters {

    /** OpenMetrics 1.0, as {@link #openMetrics} writes it. */
    public static final String MEDIA_TYPE = "application/openmetrics-text; version=1.0.0; charset=utf-8";

    private static final Duration[] REQUEST_BUCKETS = {
        Duration.ofMillis(5),
        Duration.ofMillis(20),
        Duration.ofMillis(50),
        Duration.ofMillis(100),
        Duration.ofMillis(250),
        Duration.ofMillis(500),
        Duration.ofSeconds(1),
        Duration.ofSeconds(5)
    };

    @Inject
    private Agents agents;

    @Inject
    private DependencyState dependencies;

    private PrometheusMeterRegistry registry;
    private JvmGcMetrics collections;
    private MultiGauge work;
    private MultiGauge lastSuccess;
    private MultiGauge counts;

    @PostConstruct
    void open() {
        registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        new JvmMemoryMetrics().bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        new UptimeMetrics().bindTo(registry);
        collections = new JvmGcMetrics();
        collections.bindTo(registry);
        for (Dependency dependency : Dependency.values()) {
            Gauge.builder("orra.dependency.up", dependencies, state -> state.up(dependency) ? 1 : 0)
                    .description("Whether the newest probe reached it")
                    .tag("dependency", dependency.shownAs())
                    .register(registry);
        }
        all().forEach(this::register);
        work = MultiGauge.builder("orra.agent.work")
                .description("What an agent says of its work, by the names of its health answer")
                .register(registry);
        lastSuccess = MultiGauge.builder("orra.agent.last.success")
                .baseUnit("seconds")
                .description("When an agent last did what it should, in seconds since 1970")
                .register(registry);
        counts = MultiGauge.builder("orra.rows")
                .description("Tenants, sessions, subscriptions and strategies by their state, from the database")
                .register(registry);
    }

    @PreDestroy
    void close() {
        collections.close();
        registry.close();
    }

    /**
     * One request that was answered.
     *
     * @param route the path's template, never the path itself
     */
    public void request(String method, String route, int status, Duration took) {
        io.micrometer.core.instrument.Timer.builder("orra.http.requests")
                .description("Requests by route, from the first byte to the answer")
                .tags("method", method, "route", route, "status", Integer.toString(status))
                .serviceLevelObjectives(REQUEST_BUCKETS)
                .register(registry)
                .record(took);
    }

    /** Replaces what the database said before; keys are kind and state. */
    public void rows(Map<String, Map<String, Long>> byKindAndState) {
        List<MultiGauge.Row<?>> rows = new ArrayList<>();
        byKindAndState.forEach((kind, states) -> states.forEach(
                (state, count) -> rows.add(MultiGauge.Row.of(Tags.of("kind", kind, "state", state), count))));
        counts.register(rows, true);
    }

    /** For what counts by itself. */
    public MeterRegistry registry() {
        return registry;
    }

    public synchronized String openMetrics() {
        List<MultiGauge.Row<?>> works = new ArrayList<>();
        List<MultiGauge.Row<?>> successes = new ArrayList<>();
        for (AgentHealth agent : all()) {
            AgentHealth.Snapshot state = agent.snapshot();
            state.metrics().forEach((name, value) -> {
                if (value instanceof Number number) {
                    works.add(MultiGauge.Row.of(Tags.of("agent", state.name(), "what", name), number));
                }
            });
            Instant success = state.lastSuccessAt();
            if (success != null) {
                successes.add(MultiGauge.Row.of(Tags.of("agent", state.name()), success.getEpochSecond()));
            }
        }
        work.register(works, true);
        lastSuccess.register(successes, true);
        return registry.scrape(MEDIA_TYPE);
    }

    private void register(AgentHealth agent) {
        String name = agent.snapshot().name();
        Gauge.builder("orra.agent.healthy", agent, state -> state.snapshot().healthy() ? 1 : 0)
                .description("Whether its last round did what it should")
                .tag("agent", name)
                .register(registry);
        Gauge.builder("orra.agent.ready", agent, state -> state.snapshot().ready() ? 1 : 0)
                .description("Whether it has what it needs to work")
                .tag("agent", name)
                .register(registry);
    }

    private List<AgentHealth> all() {
        return List.of(agents.auth(), agents.ticker(), agents.notification());
    }
}
