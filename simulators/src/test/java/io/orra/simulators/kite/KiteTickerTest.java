package io.orra.simulators.kite;

import static io.orra.simulators.kite.Broker.KEY;
import static io.orra.simulators.kite.Broker.USER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orra.simulators.SimulatorPorts;
import io.orra.simulators.Simulators;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class KiteTickerTest {
    private static final int INFY = 408065;
    private static final int RELIANCE = 738561;
    private static final int NIFTY_50 = 256265;
    private static Simulators simulators;
    private static Broker broker;
    private static URI address;
    private final List<TickerClient> clients = new ArrayList<>();
    private String token;

    @BeforeAll
    static void start() {
        simulators = Simulators.start(SimulatorPorts.ephemeral());
        address = simulators.kiteTickerUri();
        broker = new Broker(simulators);
        broker.control.ok("PUT", "/kite/market", new JsonObject().put("paused", true));
    }

    @AfterAll
    static void stop() {
        simulators.close();
    }

    @BeforeEach
    void provision() {
        broker.reset();
        token = broker.accessToken();
    }

    @AfterEach
    void hangUp() {
        clients.forEach(TickerClient::close);
    }

    @Test
    void aSubscriberGetsQuotePacketsUntilItAsksForAnotherMode() throws InterruptedException {
        TickerClient client = open();
        client.subscribe(INFY);
        assertThat(client.packet().remaining()).isEqualTo(44);
        client.mode("full", INFY);
        assertThat(client.packet().remaining()).isEqualTo(184);
        client.mode("ltp", INFY);
        ByteBuffer ltp = client.packet();
        assertThat(ltp.remaining()).isEqualTo(8);
        assertThat(ltp.getInt(0)).isEqualTo(INFY);
        assertThat(ltp.getInt(4) / 100.0).isEqualTo(market(INFY).getDouble("last_price"));
    }

    @Test
    void anIndexHasItsOwnLayout() throws InterruptedException {
        TickerClient client = open();
        client.subscribe(NIFTY_50);
        ByteBuffer quote = client.packet();
        assertThat(quote.remaining()).isEqualTo(28);
        JsonObject sent = market(NIFTY_50);
        JsonObject ohlc = sent.getJsonObject("ohlc");
        assertThat(quote.getInt(8) / 100.0).isEqualTo(ohlc.getDouble("high"));
        assertThat(quote.getInt(12) / 100.0).isEqualTo(ohlc.getDouble("low"));
        assertThat(quote.getInt(16) / 100.0).isEqualTo(ohlc.getDouble("open"));
        assertThat(quote.getInt(20) / 100.0).isEqualTo(ohlc.getDouble("close"));
        assertThat(quote.getInt(24) / 100.0).isEqualTo(sent.getDouble("net_change"));
        client.mode("full", NIFTY_50);
        assertThat(client.packet().remaining()).isEqualTo(32);
    }

    @Test
    void aModeWithoutASubscriptionAndAnUnsubscribedTokenGetNothing() throws InterruptedException {
        TickerClient client = open();
        client.mode("full", INFY);
        client.subscribe(RELIANCE);
        client.unsubscribe(RELIANCE);
        client.settle();
        client.packets.clear();
        setPrice(INFY, 1700);
        setPrice(RELIANCE, 1700);
        client.settle();
        assertThat(client.packets).isEmpty();
    }

    @Test
    void aLoadNumbersItsFullPacketsAndSaysWhenEachWasDue() throws InterruptedException {
        TickerClient client = open();
        client.subscribe(INFY, RELIANCE, NIFTY_50);
        client.mode("full", INFY, RELIANCE, NIFTY_50);
        client.settle();
        client.packets.clear();
        broker.control.ok("PUT", "/kite/ticker/load", new JsonObject().put("ticks_per_second", 500));
        int firstDue = 0;
        int dueBefore = 0;
        for (int sequence = 1; sequence <= 200; sequence++) {
            ByteBuffer packet = client.packet();
            assertThat(packet.remaining()).isEqualTo(184);
            assertThat(packet.getInt(0)).isIn(INFY, RELIANCE);
            assertThat(packet.getInt(8)).isEqualTo(sequence);
            int due = packet.getInt(48);
            if (sequence == 1) {
                firstDue = due;
            } else {
                assertThat(due - dueBefore).isIn(0, 5_000);
            }
            dueBefore = due;
        }
        assertThat(dueBefore - firstDue).isEqualTo(395_000);
        broker.control.ok("PUT", "/kite/ticker/load", new JsonObject().put("ticks_per_second", 0));
    }

    @Test
    void ticksComeOnlyWhenTheModeShowsAChange() throws InterruptedException {
        TickerClient client = open();
        client.subscribe(INFY);
        client.mode("ltp", INFY);
        client.settle();
        client.packets.clear();
        setPrice(INFY, 1650);
        setPrice(INFY, 1650);
        setPrice(INFY, 1651);
        client.settle();
        assertThat(client.packets.stream().map(packet -> ByteBuffer.wrap(packet).getInt(4)))
                .containsExactly(165_000, 165_100);
    }

    @Test
    void manyPacketsShareAFrame() throws InterruptedException {
        TickerClient client = open();
        client.subscribe(INFY, RELIANCE, NIFTY_50);
        assertThat(client.packetCounts.poll(20, TimeUnit.SECONDS)).isEqualTo(3);
    }

    @Test
    void heartbeatsOfOneByteKeepComing() throws InterruptedException {
        broker.control.ok("PUT", "/kite/ticker/faults", new JsonObject().put("heartbeat_byte", 7));
        TickerClient client = open();
        assertThat(client.heartbeats.poll(20, TimeUnit.SECONDS)).isEqualTo((byte) 7);
        assertThat(client.heartbeats.poll(20, TimeUnit.SECONDS)).isEqualTo((byte) 7);
    }

    @Test
    void aDeadTokenIsRefusedAtTheHandshakeInTheBrokersWords() {
        HttpResponse<?> refused = TickerClient.refusedHandshake(address, KEY, "dead");
        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(refused.body()).isEqualTo("{\"status\":\"error\",\"message\":\"Authentication failed.\"}");
    }

    @Test
    void anAppWithoutMarketDataIsRefusedLikeABadToken() {
        broker.control.ok(
                "PUT",
                "/kite/apps/" + KEY,
                new JsonObject()
                        .put("api_secret", Broker.SECRET)
                        .put("redirect_url", "http://127.0.0.1:1/")
                        .put("market_data", false));
        assertThat(TickerClient.refusal(address, KEY, token)).isEqualTo(403);
        KiteSessionTest.assertError(
                broker.call("/quote/ltp?i=NSE:INFY", token),
                403,
                "PermissionException",
                "Insufficient permission for that call.");
    }

    @Test
    void anOpenSocketOutlivesItsTokenButCannotComeBack() throws InterruptedException {
        TickerClient client = open();
        client.subscribe(INFY);
        client.packet();
        broker.control.ok("POST", "/kite/flush");
        setPrice(INFY, 1555);
        assertThat(client.packet().getInt(4)).isEqualTo(155_500);
        assertThat(TickerClient.refusal(address, KEY, token)).isEqualTo(403);
    }

    @Test
    void theFourthConnectionOfAKeyIsOneTooMany() throws InterruptedException {
        for (int i = 0; i < 3; i++) {
            open().settle();
        }
        assertThat(TickerClient.refusal(address, KEY, token)).isEqualTo(429);
    }

    @Test
    void theHandshakeFailsOnDemandForSoManyTimes() throws InterruptedException {
        JsonObject fault = new JsonObject().put("status", 503).put("times", 1);
        broker.control.ok("PUT", "/kite/ticker/faults", new JsonObject().put("handshake", JsonArray.of(fault)));
        assertThat(TickerClient.refusal(address, KEY, token)).isEqualTo(503);
        open().settle();
    }

    @Test
    void tokensBeyondTheLimitAreIgnoredWithATextWhileTheSocketStaysUp() throws InterruptedException {
        TickerClient client = open();
        client.subscribe(IntStream.rangeClosed(1, 3000).map(i -> i << 8 | 1).toArray());
        client.settle();
        assertThat(client.texts).isEmpty();
        client.packets.clear();
        client.subscribe(NIFTY_50);
        JsonObject error = client.text();
        assertThat(error.getString("type")).isEqualTo("error");
        assertThat(error.getString("data")).isEqualTo("Can't subscribe to more than 3000 instruments.");
        client.settle();
        assertThat(client.packets).isEmpty();
        assertThat(connections().getJsonObject(0).getInteger("subscribed")).isEqualTo(3000);
    }

    @Test
    void aSilentConnectionSendsNothingAndAnswersNoPing() throws InterruptedException {
        TickerClient dead = open();
        dead.subscribe(INFY);
        dead.packet();
        TickerClient alive = open();
        alive.subscribe(INFY);
        alive.packet();
        long id = connections().getJsonObject(0).getLong("id");
        broker.control.ok("PUT", "/kite/ticker/connections/" + id, new JsonObject().put("silent", true));
        long frames = connections().getJsonObject(0).getLong("frames_sent");
        dead.ping("anyone?");
        setPrice(INFY, 1444);
        assertThat(alive.packet().getInt(4)).isEqualTo(144_400);
        alive.heartbeats.clear();
        assertThat(alive.heartbeats.poll(20, TimeUnit.SECONDS)).isNotNull();
        assertThat(connections().getJsonObject(0).getLong("frames_sent")).isEqualTo(frames);
        assertThat(dead.packets).isEmpty();
        assertThat(dead.pongs).isEmpty();
        assertThat(dead.closeCode).isNotDone();
    }

    @Test
    void aSilentTickerIsSilentForNewConnectionsToo() throws InterruptedException {
        broker.control.ok("PUT", "/kite/ticker/faults", new JsonObject().put("silent", true));
        TickerClient client = open();
        client.ping("lost");
        client.subscribe(INFY);
        broker.control.ok("DELETE", "/kite/ticker/faults");
        client.settle();
        assertThat(client.pongs).doesNotContain("lost");
        assertThat(client.packets).isEmpty();
    }

    @Test
    void aConnectionEndsWithTheCodeAskedFor() throws Exception {
        TickerClient internalError = open();
        internalError.settle();
        disconnect(new JsonObject().put("code", 1011).put("reason", "restart"));
        assertThat(internalError.closeCode.get(20, TimeUnit.SECONDS)).isEqualTo(1011);
    }

    /** Over a bare socket: the client of the JDK does not always notice an end without a close frame. */
    @Test
    void aConnectionEndsWithoutACloseFrame() throws IOException {
        try (Socket socket = new Socket("127.0.0.1", address.getPort())) {
            DataInputStream in = opened(socket);
            disconnect(new JsonObject().put("api_key", KEY));
            ByteBuffer rest = ByteBuffer.wrap(in.readAllBytes());
            while (rest.hasRemaining()) {
                assertThat(rest.getShort()).as("a heartbeat's head").isEqualTo((short) 0x8201);
                rest.get();
            }
        }
    }

    @Test
    void aConnectionIsReset() throws IOException {
        try (Socket socket = new Socket("127.0.0.1", address.getPort())) {
            DataInputStream in = opened(socket);
            disconnect(new JsonObject().put("reset", true).put("api_key", KEY));
            assertThatThrownBy(in::readAllBytes).isInstanceOf(SocketException.class);
        }
    }

    /** Over a bare socket: the client of the JDK does not always notice an end in the middle of a frame. */
    @Test
    void aConnectionIsCutInTheMiddleOfAFrame() throws IOException {
        try (Socket socket = new Socket("127.0.0.1", address.getPort())) {
            DataInputStream in = opened(socket);
            disconnect(new JsonObject().put("mid_frame", true));
            byte[] rest = in.readAllBytes();
            ByteBuffer frame = ByteBuffer.wrap(rest, rest.length - 96, 96);
            assertThat(frame.get()).isEqualTo((byte) 0x82);
            assertThat(frame.get()).isEqualTo((byte) 126);
            assertThat((int) frame.getShort()).isEqualTo(186).isGreaterThan(frame.remaining());
        }
    }

    @Test
    void orderUpdatesGoToTheUsersConnectionsOnly() throws InterruptedException {
        broker.account("CD5678");
        TickerClient other = open(broker.accessToken("CD5678", KEY));
        TickerClient mine = open();
        other.settle();
        mine.settle();
        JsonObject data = new JsonObject().put("order_id", "1").put("status", "REJECTED");
        JsonObject answer = broker.control.ok(
                "POST",
                "/kite/ticker/order-updates",
                new JsonObject().put("user_id", USER).put("data", data));
        assertThat(answer.getInteger("delivered")).isEqualTo(1);
        assertThat(mine.text()).isEqualTo(new JsonObject().put("type", "order").put("data", data));
        other.settle();
        assertThat(other.texts).isEmpty();
    }

    @Test
    void aClientThatTalksNonsenseIsTold() throws InterruptedException {
        TickerClient client = open();
        for (String nonsense : List.of("{", "[]", "{\"a\":\"mode\",\"v\":[\"huge\",[1]]}", "{\"a\":\"dance\"}")) {
            client.send(nonsense);
            assertThat(client.text().getString("type")).as(nonsense).isEqualTo("error");
        }
    }

    @Test
    void instrumentsMetaComesOnConnectWhenSwitchedOn() throws InterruptedException {
        broker.control.ok("PUT", "/kite/ticker/faults", new JsonObject().put("instruments_meta", true));
        assertThat(open().text().getString("type")).isEqualTo("instruments_meta");
    }

    @Test
    void aRawMessageGoesOutAsItIs() throws InterruptedException {
        TickerClient client = open();
        client.settle();
        JsonObject odd = new JsonObject().put("base64", "AAEADAAGOgEAAmWYAAAAAQ==");
        assertThat(broker.control.ok("POST", "/kite/ticker/raw", odd).getInteger("delivered"))
                .isEqualTo(1);
        assertThat(client.packet().remaining()).isEqualTo(12);
    }

    /** Past the handshake. */
    private DataInputStream opened(Socket socket) throws IOException {
        socket.setSoTimeout(20_000);
        String opening = "GET /?api_key=" + KEY + "&access_token=" + token + " HTTP/1.1\r\nHost: localhost\r\n"
                + "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
                + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n";
        socket.getOutputStream().write(opening.getBytes(StandardCharsets.US_ASCII));
        DataInputStream in = new DataInputStream(socket.getInputStream());
        String head = "";
        while (!head.endsWith("\r\n\r\n")) {
            head += (char) in.readUnsignedByte();
        }
        assertThat(head)
                .startsWith("HTTP/1.1 101 ")
                .containsIgnoringCase("Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=");
        return in;
    }

    private TickerClient open() {
        return open(token);
    }

    private TickerClient open(String accessToken) {
        TickerClient client = TickerClient.open(address, KEY, accessToken);
        clients.add(client);
        return client;
    }

    private static void disconnect(JsonObject how) {
        assertThat(broker.control.ok("POST", "/kite/ticker/disconnect", how).getInteger("disconnected"))
                .isEqualTo(1);
    }

    private static JsonArray connections() {
        return broker.control.ok("GET", "/kite/ticker/connections").getJsonArray("connections");
    }

    private static JsonObject market(int instrument) {
        return broker.control.ok("GET", "/kite/market/" + instrument);
    }

    private static void setPrice(int instrument, double price) {
        broker.control.ok("PUT", "/kite/market/" + instrument, new JsonObject().put("last_price", price));
    }
}
