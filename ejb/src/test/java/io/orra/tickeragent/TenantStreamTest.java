package io.orra.tickeragent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.orra.kite.FeedPeer;
import io.orra.kite.Frames;
import io.orra.kite.TickMode;
import io.orra.tickeragent.StreamSnapshot.State;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a stream asks for and hands on, and how it ends. */
class TenantStreamTest extends StreamToPeer {
    @Test
    void subscribesWithModesAndHandsTicksOn() throws Exception {
        FeedPeer.Wire wire = live(Map.of(1L, TickMode.FULL, 2L, TickMode.LTP, 3L, TickMode.FULL));
        assertThat(wire.received()).isEqualTo("{\"a\":\"subscribe\",\"v\":[1,2,3]}");
        assertThat(wire.received()).isEqualTo("{\"a\":\"mode\",\"v\":[\"ltp\",[2]]}");
        assertThat(wire.received()).isEqualTo("{\"a\":\"mode\",\"v\":[\"full\",[1,3]]}");

        wire.binary(Frames.frame(Frames.ltp(2, 100), Frames.ltp(3, 200)));
        await().until(() -> ticks.size() == 2);
        assertThat(stream.snapshot().decoded().ticks()).isEqualTo(2);
        assertThat(stream.snapshot().state()).isEqualTo(State.LIVE);
    }

    @Test
    void doesNotConnectWhileThereIsNothingToStream() throws Exception {
        stream.start();
        assertThat(stream.snapshot().state()).isEqualTo(State.IDLE);
        stream.subscribe(Map.of(1L, TickMode.LTP));
        assertThat(peer.next().received()).contains("subscribe");
        assertThat(peer.handshakes).hasSize(1);
    }

    @Test
    void tellsAnOpenSocketOnlyTheDifference() throws Exception {
        FeedPeer.Wire wire = live(Map.of(1L, TickMode.FULL, 2L, TickMode.LTP));
        skip(wire, 3);
        stream.subscribe(Map.of(2L, TickMode.FULL, 3L, TickMode.LTP));
        assertThat(wire.received()).isEqualTo("{\"a\":\"unsubscribe\",\"v\":[1]}");
        assertThat(wire.received()).isEqualTo("{\"a\":\"subscribe\",\"v\":[3]}");
        assertThat(wire.received()).isEqualTo("{\"a\":\"mode\",\"v\":[\"ltp\",[3]]}");
        assertThat(wire.received()).isEqualTo("{\"a\":\"mode\",\"v\":[\"full\",[2]]}");
        assertThat(peer.nobodyElseCame()).isTrue();
    }

    @Test
    void leavesTheBrokerWhenTheListBecomesEmptyAndComesBack() throws Exception {
        FeedPeer.Wire wire = live(Map.of(1L, TickMode.LTP));
        stream.subscribe(Map.of());
        assertThat(wire.clientGone()).isTrue();
        assertThat(stream.snapshot().state()).isEqualTo(State.IDLE);
        stream.subscribe(Map.of(5L, TickMode.LTP));
        assertThat(peer.next().received()).isEqualTo("{\"a\":\"subscribe\",\"v\":[5]}");
    }

    @Test
    void isClosedForGood() throws Exception {
        FeedPeer.Wire wire = live(Map.of(1L, TickMode.LTP));
        stream.close();
        assertThat(wire.clientGone()).isTrue();
        stream.subscribe(Map.of(2L, TickMode.LTP));
        stream.sessionChanged();
        stream.start();
        assertThat(stream.snapshot().state()).isEqualTo(State.CLOSED);
        assertThat(peer.nobodyElseCame()).isTrue();
        assertThat(peer.handshakes).hasSize(1);
    }

    @Test
    void dropsASocketThatOpensAfterTheClose() throws Exception {
        peer.status = 0;
        start(Map.of(1L, TickMode.LTP));
        await().until(() -> peer.handshakes.size() == 1);
        stream.close();
        assertThat(stream.snapshot().state()).isEqualTo(State.CLOSED);
        assertThat(stream.snapshot().connects()).isZero();
    }

    @Test
    void reportsOrdersAndComplaints() throws Exception {
        FeedPeer.Wire wire = live(Map.of(1L, TickMode.LTP));
        wire.text("{\"type\":\"order\",\"data\":{\"order_id\":\"9\"}}");
        wire.text("{\"type\":\"error\",\"data\":\"too much\"}");
        await().until(() -> reports.errors.size() == 1);
        assertThat(reports.orders).containsExactly("{\"order_id\":\"9\"}");
        assertThat(reports.errors).containsExactly("too much");
    }
}
