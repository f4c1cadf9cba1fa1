package io.orra.kite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import io.orra.kite.TickerHandshakeException.Refusal;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TickerConnectionTest {
    private final FeedPeer peer = new FeedPeer();
    private final Noted events = new Noted();
    private final TickerTransport client = SharedTransport.TRANSPORT;

    @AfterEach
    void stop() throws IOException {
        peer.close();
    }

    @Test
    void opensWithKeyAndTokenInTheAddressEncoded() throws Exception {
        open();
        assertThat(peer.handshakes.get(0)).contains("api_key=key").contains("access_token=to%2Bken");
    }

    @ParameterizedTest
    @CsvSource({"403, SESSION", "401, SESSION", "429, TOO_MANY_CONNECTIONS", "500, UNAVAILABLE", "302, UNAVAILABLE"})
    void tellsARefusedHandshakeByItsKind(int status, Refusal refusal) {
        peer.status = status;
        TickerHandshakeException failure = refused(peer.address(), Duration.ofSeconds(30));
        assertThat(failure.refusal()).isEqualTo(refusal);
        assertThat(failure.getCause()).isNull();
        assertThat(failure.getMessage()).doesNotContain("to+ken", "to%2Bken", "127.0.0.1");
    }

    @Test
    void givesUpOnAHandshakeThatIsNotAnswered() {
        peer.status = 0;
        assertThat(refused(peer.address(), Duration.ofMillis(300)).refusal()).isEqualTo(Refusal.UNAVAILABLE);
    }

    @Test
    void callsAClosedPortUnavailable() throws IOException {
        int port;
        try (ServerSocket closed = new ServerSocket(0)) {
            port = closed.getLocalPort();
        }
        URI nobody = URI.create("ws://127.0.0.1:" + port);
        assertThat(refused(nobody, Duration.ofSeconds(30)).refusal()).isEqualTo(Refusal.UNAVAILABLE);
    }

    @Test
    void sendsCommandsInBatchesAndInOrder() throws Exception {
        TickerConnection connection = open();
        FeedPeer.Wire wire = peer.next();
        List<Long> tokens = LongStream.rangeClosed(1, 1_001).boxed().toList();
        connection.subscribe(tokens);
        connection.mode(TickMode.FULL, List.of(7L));
        connection.unsubscribe(List.of(8L, 9L));

        assertThat(wire.received())
                .startsWith("{\"a\":\"subscribe\",\"v\":[1,2,")
                .endsWith(",500]}");
        assertThat(wire.received())
                .startsWith("{\"a\":\"subscribe\",\"v\":[501,")
                .endsWith(",1000]}");
        assertThat(wire.received()).isEqualTo("{\"a\":\"subscribe\",\"v\":[1001]}");
        assertThat(wire.received()).isEqualTo("{\"a\":\"mode\",\"v\":[\"full\",[7]]}");
        assertThat(wire.received()).isEqualTo("{\"a\":\"unsubscribe\",\"v\":[8,9]}");
    }

    @Test
    void sendsNothingForAnEmptyList() throws Exception {
        TickerConnection connection = open();
        connection.subscribe(List.of());
        connection.unsubscribe(List.of(1L));
        assertThat(peer.next().received()).contains("unsubscribe");
    }

    @Test
    void deliversWholeAndFragmentedFramesAlike() throws Exception {
        open();
        FeedPeer.Wire wire = peer.next();
        byte[] small = Frames.frame(Frames.ltp(1, 2));
        byte[] large = Frames.frame(java.util.Collections.nCopies(3_000, Frames.packet(184, 408065)));
        wire.binary((byte) 0);
        wire.fragmented(small, 3);
        wire.binary(large);

        assertThat(events.nextFrame()).containsExactly(0);
        assertThat(events.nextFrame()).isEqualTo(small);
        assertThat(events.nextFrame()).isEqualTo(large);
    }

    @Test
    void sortsTexts() throws Exception {
        open();
        FeedPeer.Wire wire = peer.next();
        wire.text("{\"type\":\"order\",\"data\":{\"order_id\":\"1\",\"status\":\"COMPLETE\"}}");
        wire.text("{\"type\":\"error\",\"data\":\"Can't subscribe to more than 3000 instruments.\"}");
        wire.text("{\"type\":\"message\",\"data\":\"notice\"}");
        wire.text("{\"type\":\"instruments_meta\",\"data\":{\"count\":1}}");
        wire.text("{\"type\":\"order\",\"data\":null}");
        wire.text("not json");
        wire.text("[1]");
        wire.text("{\"type\":7}");
        wire.text("{\"type\":\"message\",\"data\":\"last\"}");

        assertThat(events.nextText()).isEqualTo("order {\"order_id\":\"1\",\"status\":\"COMPLETE\"}");
        assertThat(events.nextText()).isEqualTo("error Can't subscribe to more than 3000 instruments.");
        assertThat(events.nextText()).isEqualTo("message notice");
        assertThat(events.nextText()).isEqualTo("message last");
    }

    @ParameterizedTest
    @ValueSource(ints = {1000, 1001, 1011})
    void tellsOnceThatThePeerClosed(int code) throws Exception {
        open();
        peer.next().close(code);
        assertThat(events.nextText()).isEqualTo("closed " + code);
        assertThat(events.texts).isEmpty();
    }

    @Test
    void tellsACutLine() throws Exception {
        open();
        peer.next().cut();
        assertThat(events.nextText()).isEqualTo("closed 1006");
    }

    @Test
    void tellsALineBrokenInsideAFrameAtOnce() throws Exception {
        for (int round = 0; round < 50; round++) {
            open();
            peer.next().breakOffInsideAFrame();
            assertThat(events.nextText()).isEqualTo("closed 1006");
        }
        assertThat(events.frames).isEmpty();
    }

    @Test
    void givesUpOnAPeerThatDoesNotSpeakTls() {
        URI secured = URI.create(peer.address().toString().replace("ws:", "wss:"));
        assertThat(refused(secured, Duration.ofSeconds(2)).refusal()).isEqualTo(Refusal.UNAVAILABLE);
        assertThat(peer.handshakes).noneMatch(line -> line.contains("token"));
    }

    @Test
    void dropsAPeerWhoseFrameHasNoEnd() throws Exception {
        open();
        FeedPeer.Wire wire = peer.next();
        wire.promise(TickerConnection.MAX_FRAME_BYTES + 1);
        assertThat(events.nextText()).isEqualTo("closed 1006");
        assertThat(wire.clientGone()).isTrue();
    }

    @Test
    void saysGoodByeAndIsSilentAfterItsOwnClose() throws Exception {
        TickerConnection connection = open();
        FeedPeer.Wire wire = peer.next();
        connection.close();
        assertThat(wire.clientGone()).isTrue();
        await().untilAsserted(() -> assertThat(wire.saidGoodBye()).isTrue());
        assertThat(events.texts).isEmpty();
    }

    private TickerConnection open() throws Exception {
        return new TickerEndpoint(client, peer.address(), Duration.ofSeconds(30))
                .open(new TickerSession("key", "to+ken"), events)
                .get(30, TimeUnit.SECONDS);
    }

    private TickerHandshakeException refused(URI address, Duration limit) {
        ExecutionException failure = catchThrowableOfType(
                ExecutionException.class,
                () -> new TickerEndpoint(client, address, limit)
                        .open(new TickerSession("key", "to+ken"), events)
                        .get(30, TimeUnit.SECONDS));
        assertThat(failure.getCause()).isInstanceOf(TickerHandshakeException.class);
        return (TickerHandshakeException) failure.getCause();
    }
}
