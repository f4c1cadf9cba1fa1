package io.orra.tickeragent;

import io.orra.authagent.LiveSession;
import io.orra.authagent.MarketCalendar;
import io.orra.authagent.SessionCheck;
import io.orra.credentials.CannotOpenException;
import io.orra.credentials.CredentialVault;
import io.orra.health.Agents;
import io.orra.kite.TickMode;
import io.orra.kite.TickerEndpoint;
import io.orra.kite.TickerSession;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;

/** The open feeds, one a tenant, and what they need around them. */
@ApplicationScoped
public class Streams implements StreamListener {

    private static final Logger LOG = Logger.getLogger(Streams.class.getName());

    private static final Duration ASK_AGAIN = Duration.ofSeconds(15);

    @Inject
    private CredentialVault vault;

    @Inject
    private Clock clock;

    @Inject
    private MarketCalendar calendar;

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
    private Sinks sinks;

    @Inject
    private OrderUpdates orders;

    @Inject
    private StreamedTenants streamed;

    @Inject
    private Agents agents;

    @Resource
    private ManagedScheduledExecutorService timers;

    @Resource
    private ManagedExecutorService worker;

    private StreamSurroundings around;

    private final Map<UUID, TenantFeed> open = new ConcurrentHashMap<>();

    /** When the broker refused a stream's session; asked about again until the session is another one, or is ended. */
    private final Map<UUID, Instant> refusedAt = new ConcurrentHashMap<>();

    @PostConstruct
    void look() {
        around = new StreamSurroundings(
                endpoint, timers, worker, timings, clock, () -> calendar.isOpen(clock.instant()));
    }

    /**
     * Opens, replaces and closes feeds until they are those of the sessions. Not for two threads at once.
     *
     * @param elsewhere tenants that another instance streams, or will
     */
    void serve(Collection<LiveSession> sessions, Set<UUID> elsewhere) {
        Map<UUID, LiveSession> wanted =
                sessions.stream().collect(Collectors.toMap(LiveSession::tenantId, Function.identity()));
        instruments.refresh();
        Map<UUID, LiveSession> before = streamed.replace(wanted);
        open.forEach((tenant, feed) -> {
            if (!wanted.containsKey(tenant)) {
                LOG.log(Level.INFO, "the stream of tenant {0} is closed", tenant);
                feed.close();
                open.remove(tenant);
                if (elsewhere.contains(tenant)) {
                    publisher.leave(tenant);
                } else {
                    publisher.keep(tenant, Set.of());
                }
            }
        });
        refusedAt.keySet().retainAll(wanted.keySet());
        wanted.forEach((tenant, session) -> {
            TenantFeed feed = open.computeIfAbsent(tenant, this::feed);
            Map<Long, TickMode> chosen = instruments.of(tenant);
            if (feed.subscribe(chosen)) {
                publisher.keep(tenant, chosen.keySet());
            }
            LiveSession earlier = before.get(tenant);
            if (earlier != null && !earlier.accessToken().equals(session.accessToken())) {
                refusedAt.remove(tenant);
                feed.sessionChanged();
            } else {
                askAgain(tenant, session);
            }
        });
    }

    private TenantFeed feed(UUID tenant) {
        LOG.log(Level.INFO, "the stream of tenant {0} is opened", tenant);
        return new TenantFeed(tenant, around, () -> session(tenant), this);
    }

    private void askAgain(UUID tenant, LiveSession session) {
        Instant asked = refusedAt.get(tenant);
        Instant now = clock.instant();
        if (asked != null && asked.plus(ASK_AGAIN).isBefore(now)) {
            refusedAt.put(tenant, now);
            ask(session);
        }
    }

    /** A session that the broker's other door still takes is tried again later; a dead one is ended and renewed. */
    private void ask(LiveSession session) {
        worker.execute(() -> {
            TenantFeed feed = open.get(session.tenantId());
            if (sessionCheck.check(session) && feed != null) {
                refusedAt.remove(session.tenantId());
                feed.sessionConfirmed();
            }
        });
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
    public void ticks(TenantTicks frame) {
        if (streamed.contains(frame.tenant())) {
            publisher.publish(frame);
            sinks.ticks(frame);
        }
    }

    @Override
    public void feedUp(UUID tenant, Set<Long> instruments, Instant firstFrame) {
        sinks.feedUp(tenant, instruments, firstFrame);
    }

    @Override
    public void feedDown(UUID tenant, Set<Long> instruments, Instant lastFrame) {
        sinks.feedDown(tenant, instruments, lastFrame);
    }

    @Override
    public void sessionRefused(UUID tenant) {
        agents.ticker().count("sessions_refused");
        refusedAt.put(tenant, clock.instant());
        streamed.session(tenant).ifPresent(this::ask);
    }

    @Override
    public void orderUpdate(UUID tenant, String json) {
        streamed.session(tenant).ifPresent(session -> orders.take(session, json));
    }

    @Override
    public void brokerError(UUID tenant, String text) {
        agents.ticker().count("broker_errors");
    }

    /** Where each tenant's sockets stand now. */
    Map<UUID, List<StreamSnapshot>> snapshots() {
        return open.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, feed -> feed.getValue().snapshots()));
    }

    void close() {
        open.values().forEach(TenantFeed::close);
        open.clear();
    }
}
