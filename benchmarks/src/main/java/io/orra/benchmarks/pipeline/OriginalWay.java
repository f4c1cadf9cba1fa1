package io.orra.benchmarks.pipeline;

import com.google.gson.Gson;
import com.zerodhatech.models.Tick;
import io.orra.benchmarks.kite.FullFrame;
import io.orra.benchmarks.kite.SdkParser;
import io.orra.redis.RedisWire;
import io.orra.redis.RespBuffer;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import redis.clients.jedis.Jedis;

/** Top rates of two other ways, each with the machine for itself. */
final class OriginalWay {
    private static final int PER_FRAME = 300;
    private static final int AHEAD = 512;
    private static final int PAYLOAD = 900;
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

    /** Nothing but PUBLISH of a payload of a tick's size, many to a round trip, on one connection. */
    static double bare(URI redis, int seconds) throws IOException {
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
}
