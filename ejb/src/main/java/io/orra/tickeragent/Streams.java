package io.orra.tickeragent;

import io.orra.authagent.LiveSession;
import io.orra.authagent.SessionCheck;
import io.orra.credentials.CannotOpenException;
import io.orra.credentials.CredentialVault;
import io.orra.health.AgentHealth;
import io.orra.health.Agents;
import io.orra.kite.TickerEndpoint;
import io.orra.kite.TickerSession;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;

/** The open streams, one a tenant, and what they need around them. */
@ApplicationScoped
public class Streams implements StreamListener {

    private static final Logger LOG = Logger.getLogger(Streams.class.getName());

    private static final Duration ASK_AGAIN = Duration.ofSeconds(15);

    @Inject
    private CredentialVault vault;

    @Inject
    private Clock clock;

    @Inject
    private SessionCheck sessionCheck;

    @Inject
    private TickerEndpoint endpoint;

    @Inject
    private StreamTimings timings;

    @Inject
    private ChosenInstruments instruments;

    @Inject
    private TickPublisher publisher;

    @Inject
    private StreamedTenants streamed;

    @Inject
    private Agents agents;

    @Resource
    private ManagedScheduledExecutorService timers;

    @Resource
    private ManagedExecutorService worker;

    private final Map<UUID, TenantStream> open = new ConcurrentHashMap<>();

    /** When the broker refused a stream's session; asked about again until the session is another one, or is ended. */
    private final Map<UUID, Instant> refusedAt = new ConcurrentHashMap<>();

    /** Opens, replaces and closes streams until they are those of the sessions. Not for two threads at once. */
    void serve(Collection<LiveSession> sessions) {
        Map<UUID, LiveSession> wanted =
                sessions.stream().collect(Collectors.toMap(LiveSession::tenantId, Function.identity()));
        instruments.refresh();
        Map<UUID, LiveSession> before = streamed.replace(wanted);
        open.forEach((tenant, stream) -> {
            if (!wanted.containsKey(tenant)) {
                LOG.log(Level.INFO, "the stream of tenant {0} is closed", tenant);
                stream.close();
                open.remove(tenant);
            }
        });
        refusedAt.keySet().retainAll(wanted.keySet());
        wanted.forEach((tenant, session) -> {
            LiveSession earlier = before.get(tenant);
            if (earlier == null) {
                open.computeIfAbsent(tenant, this::start);
                return;
            }
            open.get(tenant).subscribe(instruments.of(tenant));
            if (!earlier.accessToken().equals(session.accessToken())) {
                refusedAt.remove(tenant);
                open.get(tenant).sessionChanged();
            } else {
                askAgain(tenant, session);
            }
        });
    }

    private void askAgain(UUID tenant, LiveSession session) {
        Instant asked = refusedAt.get(tenant);
        Instant now = clock.instant();
        if (asked != null && asked.plus(ASK_AGAIN).isBefore(now)) {
            refusedAt.put(tenant, now);
            worker.execute(() -> sessionCheck.check(session));
        }
    }

    private TenantStream start(UUID tenant) {
        LOG.log(Level.INFO, "the stream of tenant {0} is opened", tenant);
        TenantStream stream = new TenantStream(
                tenant,
                endpoint,
                () -> session(tenant),
                tick -> publisher.publish(tenant, tick),
                this,
                timers,
                worker,
                timings);
        stream.subscribe(instruments.of(tenant));
        stream.start();
        return stream;
    }

    /** Read anew for every attempt, so that a reconnect never uses an old token. */
    private Optional<TickerSession> session(UUID tenant) {
        return streamed.session(tenant).flatMap(session -> {
            try {
                return Optional.of(new TickerSession(
                        vault.openApiKey(tenant, session.userId(), session.apiKey()),
                        vault.openAccessToken(tenant, session.userId(), session.accessToken())));
            } catch (CannotOpenException unopened) {
                LOG.log(Level.WARNING, "the session of tenant {0} cannot be opened: {1}", new Object[] {
                    tenant, unopened.getMessage()
                });
                return Optional.empty();
            }
        });
    }

    @Override
    public void sessionRefused(UUID tenant) {
        agents.ticker().count("sessions_refused");
        refusedAt.put(tenant, clock.instant());
        streamed.session(tenant).ifPresent(session -> worker.execute(() -> sessionCheck.check(session)));
    }

    @Override
    public void orderUpdate(UUID tenant, String json) {
        agents.ticker().count("order_updates");
    }

    @Override
    public void brokerError(UUID tenant, String text) {
        agents.ticker().count("broker_errors");
    }

    void describe(AgentHealth health) {
        PublisherMetrics ticks = publisher.metrics();
        health.metric("streams", open.size());
        health.metric(
                "streams_live",
                open.values().stream()
                        .filter(stream -> stream.snapshot().state() == StreamSnapshot.State.LIVE)
                        .count());
        health.metric("ticks_published", ticks.published());
        health.metric("ticks_conflated", ticks.conflated());
        health.metric("ticks_dropped", ticks.dropped());
    }

    void close() {
        open.values().forEach(TenantStream::close);
        open.clear();
    }
}
