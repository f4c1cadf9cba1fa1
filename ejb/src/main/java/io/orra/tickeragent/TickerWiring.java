package io.orra.tickeragent;

import io.orra.kite.TickerEndpoint;
import io.orra.kite.TickerTransport;
import io.orra.marketdata.MarketDatabase;
import io.orra.marketdata.StreamOwners;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Duration;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import redis.clients.jedis.RedisClient;

/** Makes the ticker's parts from the settings. */
@ApplicationScoped
public class TickerWiring {

    private static final Duration HANDSHAKE = Duration.ofSeconds(10);
    /** About five seconds of three full connections. */
    private static final int BACKLOG = 131_072;

    /** One reads a million ticks a second; the second keeps a tenant's burst from waiting behind another's. */
    private static final int LOOPS = 2;

    @Resource
    private ManagedThreadFactory threads;

    @Resource
    private ManagedExecutorService blocking;

    @Produces
    @Singleton
    public TickerTransport transport() {
        return new TickerTransport(LOOPS, threads, blocking);
    }

    void close(@Disposes TickerTransport transport) {
        transport.close();
    }

    @Produces
    @Singleton
    public TickerEndpoint endpoint(
            TickerTransport transport,
            @ConfigProperty(name = "KITE_TICKER_URL", defaultValue = "wss://ws.kite.trade") URI url) {
        return new TickerEndpoint(transport, url, HANDSHAKE);
    }

    @Produces
    @Singleton
    public StreamTimings timings(
            @ConfigProperty(name = "TICKER_RECONNECT_INITIAL_DELAY_SECONDS", defaultValue = "2") long first,
            @ConfigProperty(name = "TICKER_RECONNECT_MAX_DELAY_SECONDS", defaultValue = "120") long longest) {
        return StreamTimings.reconnecting(Duration.ofSeconds(first), Duration.ofSeconds(longest));
    }

    @Produces
    @Singleton
    public StreamClaims claims(RedisClient redis, MarketDatabase database) {
        UUID instance = UUID.randomUUID();
        StreamClaims.Book book = new WitnessedClaimBook(
                new RedisClaimBook(redis, instance.toString()),
                new StreamOwners(database.source(), instance),
                database::ready,
                blocking);
        return new StreamClaims(book, System::nanoTime);
    }

    @Produces
    @Singleton
    public TickPublisher publisher(
            @ConfigProperty(name = "REDIS_URL", defaultValue = "redis://127.0.0.1:6379/0") URI redis,
            StreamedTenants streamed) {
        return new RedisTickPublisher(redis, BACKLOG, streamed::contains, threads);
    }

    void close(@Disposes TickPublisher publisher) {
        ((RedisTickPublisher) publisher).close();
    }
}
