package io.orra.livestream;

import io.orra.identity.Caller;
import io.orra.identity.TenantDirectory;
import io.orra.problem.Refusal;
import io.orra.redis.RedisNames;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import redis.clients.jedis.RedisClient;

/** Opens viewers for callers whose tenant is streamed, as many as this instance has threads for. */
@ApplicationScoped
public class LiveStreams {

    private static final int MOST_OF_A_TENANT = 10;
    private static final Duration STUCK = Duration.ofSeconds(10);

    @Inject
    private RedisClient redis;

    @Inject
    private TenantDirectory tenants;

    @Resource
    private ManagedThreadFactory threads;

    @Inject
    @ConfigProperty(name = "REDIS_URL", defaultValue = "redis://127.0.0.1:6379/0")
    private URI url;

    @Inject
    @ConfigProperty(name = "MARKET_STREAM_VIEWERS", defaultValue = "100")
    private int most;

    private LiveTicks ticks;

    /**
     * @param instruments tokens that are asked for; empty for all that the tenant streams
     * @throws Refusal 403 for an inactive tenant, 409 without a session at the broker, 429 when there are too many
     */
    public Viewer open(Caller caller, Set<Long> instruments) {
        if (!caller.tenantActive()) {
            throw Refusal.forbidden("tenant-inactive", "Tenant subscription is inactive");
        }
        if (!redis.exists(RedisNames.accessToken(caller.tenantId()))) {
            throw Refusal.conflict("not-streaming", "The tenant has no session at the broker, so nothing is streamed");
        }
        Viewer viewer = new Viewer(caller.tenantId(), instruments);
        synchronized (this) {
            LiveTicks open = ticks();
            if (open.count() >= most || open.count(caller.tenantId()) >= MOST_OF_A_TENANT) {
                throw new Refusal(429, "too-many-streams", "There are as many streams as there may be");
            }
            open.add(viewer);
        }
        // After it listens, so that nothing lies between; a tick that comes meanwhile may be shown after a newer one.
        redis.hgetAll(RedisNames.lastTicks(caller.tenantId()).getBytes(StandardCharsets.US_ASCII))
                .forEach((token, json) ->
                        viewer.first(Long.parseLong(new String(token, StandardCharsets.US_ASCII)), json));
        return viewer;
    }

    public void close(Viewer viewer) {
        ticks().remove(viewer);
    }

    /** Whether the viewer's tenant may still see anything; asked now and then. When nobody can say, it may not. */
    public boolean allowed(Caller caller) {
        try {
            return tenants.find(caller.organisation())
                    .filter(TenantDirectory.Entry::active)
                    .isPresent();
        } catch (RuntimeException databaseAway) {
            return false;
        }
    }

    /** Runs a viewer's writing on a thread of its own. */
    public void run(Runnable writing) {
        threads.newThread(writing).start();
    }

    /** Cuts viewers that have taken nothing for ten seconds; returns how many. */
    public int cutStuck() {
        LiveTicks open = existing();
        if (open == null) {
            return 0;
        }
        var stuck = open.all().stream()
                .filter(viewer -> viewer.stuck(STUCK.toNanos()))
                .toList();
        stuck.forEach(open::remove);
        return stuck.size();
    }

    private synchronized LiveTicks existing() {
        return ticks;
    }

    private synchronized LiveTicks ticks() {
        if (ticks == null) {
            ticks = new LiveTicks(url, threads);
        }
        return ticks;
    }

    @PreDestroy
    void close() {
        LiveTicks open = existing();
        if (open != null) {
            open.close();
        }
    }
}
