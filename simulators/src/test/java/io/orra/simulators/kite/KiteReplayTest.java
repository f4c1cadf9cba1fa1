package io.orra.simulators.kite;

import static io.orra.simulators.kite.Broker.KEY;
import static org.assertj.core.api.Assertions.assertThat;

import io.orra.simulators.SimulatorPorts;
import io.orra.simulators.Simulators;
import io.vertx.core.json.JsonObject;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KiteReplayTest {
    private static final int INFY = 408065;

    /** One packet of the real ticker in full mode and one in quote mode, as the broker publishes them for tests. */
    private static final byte[] FULL = Base64.getDecoder()
            .decode(
                    "AAY6AQACZroAAAAHAAJlbQASMhcAA+m7AAWKAQACZPMAAmc8AAJhyQACZGxg4pR/AAAAAAAAAAAAAAAAYOKUfwAAAAUAAmacAAEA"
                            + "AAAAAIwAAmZ0AAIAAAAAAAIAAmZvAAEAAAAAANsAAmZqAAcAAAAAADIAAmZlAAEAAAAAAKwAAma6AAMAAAAAACwAAma/AAMA"
                            + "AAAAAS4AAmbJAAMAAAAAAI0AAmbOAAIAAAAAAtQAAmbTAAUAAA==");

    private static final byte[] QUOTE =
            Base64.getDecoder().decode("AAY6AQACZoMAAAABAAJlaQAR8bIAA+n/AAWANwACZPMAAmc8AAJhyQACZGw=");

    private static Simulators simulators;
    private static Broker broker;

    @TempDir
    Path folder;

    @BeforeAll
    static void start() {
        simulators = Simulators.start(SimulatorPorts.ephemeral());
        broker = new Broker(simulators);
    }

    @AfterAll
    static void stop() {
        simulators.close();
    }

    @BeforeEach
    void provision() {
        broker.reset();
        broker.control.ok("PUT", "/kite/market", new JsonObject().put("paused", true));
        broker.control.ok("PUT", "/kite/market", new JsonObject().put("seed", 1));
    }

    @Test
    void realPacketsReachTheClientByteForByteAndCutToItsMode() throws Exception {
        Path file = recording(new byte[][] {frame(FULL), frame(QUOTE)});
        try (TickerClient full = open();
                TickerClient ltp = open()) {
            full.subscribe(INFY);
            full.mode("full", INFY);
            ltp.subscribe(INFY);
            ltp.mode("ltp", INFY);
            full.settle();
            ltp.settle();
            full.packets.clear();
            ltp.packets.clear();

            broker.control.ok("POST", "/kite/ticker/replay", new JsonObject().put("file", file.toString()));

            assertThat(full.packet().array()).isEqualTo(FULL);
            byte[] second = full.packet().array();
            assertThat(second).hasSize(184);
            assertThat(Arrays.copyOf(second, 44)).isEqualTo(QUOTE);
            assertThat(Arrays.copyOfRange(second, 44, 184)).isEqualTo(Arrays.copyOfRange(FULL, 44, 184));
            assertThat(ltp.packet().array()).isEqualTo(Arrays.copyOf(FULL, 8));
            assertThat(ltp.packet().array()).isEqualTo(Arrays.copyOf(QUOTE, 8));
        }
        JsonObject tick = broker.control.ok("GET", "/kite/market/NSE:INFY");
        assertThat(tick.getDouble("last_price")).isEqualTo(1573.15);
        assertThat(tick.getString("timestamp")).isEqualTo("2021-07-05 10:41:27");
    }

    @Test
    void packetsOfUnlistedInstrumentsAreCountedAndLeftOut() throws IOException {
        byte[] unlisted = FULL.clone();
        unlisted[0] = 0x7f;
        Path file = recording(new byte[][] {frame(unlisted)});
        broker.control.ok("POST", "/kite/ticker/replay", new JsonObject().put("file", file.toString()));
        JsonObject state = broker.control.ok("GET", "/kite/ticker/replay");
        assertThat(state.getInteger("unknown_packets")).isEqualTo(1);
        assertThat(state.getInteger("played")).isEqualTo(1);
        assertThat(state.getBoolean("replaying")).isFalse();
    }

    @Test
    void whatWasRecordedPlaysAgain() throws InterruptedException {
        Path file = folder.resolve("day.ticks");
        broker.control.ok("POST", "/kite/ticker/record", new JsonObject().put("file", file.toString()));
        List<Double> prices = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            broker.control.ok("POST", "/kite/market/step");
            double price = broker.control.ok("GET", "/kite/market/" + INFY).getDouble("last_price");
            if (prices.isEmpty() || prices.get(prices.size() - 1) != price) {
                prices.add(price);
            }
        }
        assertThat(broker.control.ok("DELETE", "/kite/ticker/record").getInteger("messages"))
                .isGreaterThan(19);
        broker.control.ok("PUT", "/kite/market/" + INFY, new JsonObject().put("last_price", 1));
        try (TickerClient client = open()) {
            client.subscribe(INFY);
            client.mode("ltp", INFY);
            client.settle();
            client.packets.clear();
            JsonObject replay = new JsonObject().put("file", file.toString()).put("speed", 0);
            broker.control.ok("POST", "/kite/ticker/replay", replay);
            client.settle();
            assertThat(client.packets.stream()
                            .map(packet -> ByteBuffer.wrap(packet).getInt(4) / 100.0))
                    .containsExactlyElementsOf(prices);
        }
    }

    @Test
    void theSameSeedMakesTheSamePrices() {
        List<JsonObject> runs = new ArrayList<>();
        for (int seed : new int[] {42, 43, 42}) {
            broker.control.ok("PUT", "/kite/market", new JsonObject().put("seed", seed));
            broker.control.ok("POST", "/kite/market/step", new JsonObject().put("count", 200));
            JsonObject tick = broker.control.ok("GET", "/kite/market/" + INFY);
            tick.remove("timestamp");
            tick.remove("last_trade_time");
            runs.add(tick);
        }
        assertThat(runs.get(0)).isEqualTo(runs.get(2)).isNotEqualTo(runs.get(1));
    }

    @Test
    void pricesStayNearTheCloseAndBetweenHighAndLow() {
        broker.control.ok("POST", "/kite/market/step", new JsonObject().put("count", 3000));
        broker.rest.get("/instruments").body().lines().skip(1).forEach(line -> {
            JsonObject tick = broker.control.ok("GET", "/kite/market/" + line.split(",")[0]);
            JsonObject ohlc = tick.getJsonObject("ohlc");
            double price = tick.getDouble("last_price");
            assertThat(price).as(line).isPositive();
            assertThat(price).as(line).isBetween(ohlc.getDouble("low"), ohlc.getDouble("high"));
            if (ohlc.getDouble("close") > 20) {
                double close = ohlc.getDouble("close");
                assertThat(price).as(line).isBetween(close * 0.88, close * 1.12);
            }
        });
    }

    @Test
    void aFileThatIsNoRecordingIsRefused() throws IOException {
        Path wrong = Files.writeString(folder.resolve("wrong"), "something else");
        Path cut = recording(new byte[][] {frame(FULL)});
        Files.write(cut, Arrays.copyOf(Files.readAllBytes(cut), 60));
        for (String file :
                List.of(wrong.toString(), cut.toString(), folder.resolve("none").toString())) {
            HttpResponse<String> response = broker.control.text(
                    "POST",
                    "/kite/ticker/replay",
                    new JsonObject().put("file", file).encode());
            assertThat(response.statusCode()).as(file).isEqualTo(400);
            assertThat(new JsonObject(response.body()).getString("error")).startsWith("'file' ");
        }
    }

    private TickerClient open() {
        return TickerClient.open(simulators.kiteTickerUri(), KEY, token());
    }

    private String token() {
        broker.control.ok("PUT", "/kite/faults", new JsonObject().put("new_login_invalidates_previous", false));
        return broker.accessToken();
    }

    private Path recording(byte[][] frames) throws IOException {
        Path file = folder.resolve("recording");
        try (DataOutputStream out = new DataOutputStream(Files.newOutputStream(file))) {
            out.writeBytes("ORRATK01");
            for (int i = 0; i < frames.length; i++) {
                out.writeInt(i);
                out.writeInt(frames[i].length);
                out.write(frames[i]);
            }
        }
        return file;
    }

    private static byte[] frame(byte[] packet) {
        return ByteBuffer.allocate(4 + packet.length)
                .putShort((short) 1)
                .putShort((short) packet.length)
                .put(packet)
                .array();
    }
}
