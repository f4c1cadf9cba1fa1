package io.orra.benchmarks.pipeline;

import com.google.gson.Gson;
import com.zerodhatech.models.Tick;
import io.orra.benchmarks.kite.FullFrame;
import io.orra.benchmarks.kite.SdkParser;
import io.orra.kite.TickDecoder;
import io.orra.redis.RedisWire;
import io.orra.redis.RespBuffer;
import io.orra.tickeragent.RedisTickPublisher;
import io.orra.tickeragent.TenantTicks;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import redis.clients.jedis.Jedis;

/** Top rates of other ways and of parts of the way, each with the machine for itself. */
final class OriginalWay {
    private static final int PER_FRAME = 300;
    private static final int AHEAD = 512;
    private static final int PAYLOAD = 900;
    private static final int MOST_WAITING = 16_384;
    private static final String CHANNEL = "original:";

    private OriginalWay() {}

    /** As the original did it: the official parser, one JSON encoding and one blocking PUBLISH for each tick. */
    static double original(URI redis, int seconds) {
        byte[] frame = FullFrame.of(PER_FRAME, 1);
        SdkParser parser = new SdkParser();
        Gson json = new Gson();
        long published = 0;
        long end = System.nanoTime() + seconds * 1_000_000_000L;
        try (Jedis connection = new Jedis(redis)) {
            while (System.nanoTime() < end) {
                for (Tick tick : parser.parse(frame)) {
                    connection.publish(CHANNEL + tick.getInstrumentToken(), json.toJson(tick));
                    published++;
                }
            }
        }
        return (double) published / seconds;
    }

    /** Nothing but PUBLISH of a payload of a tick's size, pipelined, without a subscriber: what Redis takes. */
    static Bare bare(URI redis, int seconds) throws IOException, InterruptedException {
        double own = onOneConnection(redis, seconds);
        Optional<Double> tool = RedisBenchmark.publish(redis, PAYLOAD, (int) (own * seconds));
        return new Bare(tool.orElse(own), tool.isPresent() ? "redis-benchmark -P 100" : "512 ahead on one connection");
    }

    /**
     * What Redis takes of bare PUBLISH.
     *
     * @param how with which program
     */
    record Bare(double rate, String how) {}

    private static double onOneConnection(URI redis, int seconds) throws IOException {
        byte[] payload = new byte[PAYLOAD];
        byte[] channel = CHANNEL.getBytes(java.nio.charset.StandardCharsets.US_ASCII);
        long published = 0;
        long end = System.nanoTime() + seconds * 1_000_000_000L;
        RespBuffer commands = new RespBuffer();
        try (RedisWire wire = new RedisWire(redis, Duration.ofSeconds(10))) {
            while (System.nanoTime() < end) {
                for (int count = 0; count < AHEAD; count++) {
                    commands.command(3).part("PUBLISH").part(channel, count).part(payload);
                }
                wire.send(commands);
                wire.readAnswers(AHEAD);
                published += AHEAD;
            }
        }
        return (double) published / seconds;
    }

    /** Orra's publisher alone, fed from memory: JSON of each tick, PUBLISH, and the newest of each for late subscribers. */
    static double publisher(URI redis, int seconds) throws InterruptedException {
        UUID tenant = UUID.randomUUID();
        List<io.orra.kite.Tick> ticks = new ArrayList<>();
        new TickDecoder().decode(FullFrame.of(PER_FRAME, 1), ticks::add);
        TenantTicks frame = new TenantTicks(tenant, Instant.EPOCH, ticks);
        try (RedisTickPublisher publisher = new RedisTickPublisher(redis, MOST_WAITING, one -> true, Thread::new)) {
            long end = System.nanoTime() + seconds * 1_000_000_000L;
            while (System.nanoTime() < end) {
                if (publisher.metrics().waiting() < MOST_WAITING - PER_FRAME) {
                    publisher.publish(frame);
                } else {
                    Thread.sleep(1);
                }
            }
            return (double) publisher.metrics().published() / seconds;
        }
    }
}
