package io.orra.tickeragent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.orra.kite.FeedPeer;
import io.orra.kite.Frames;
import io.orra.kite.TickMode;
import io.orra.kite.TickerSession;
import io.orra.tickeragent.StreamSnapshot.State;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** How a stream comes back, and with which session. */
class TenantStreamSessionTest extends StreamToPeer {
    @Test
    void replaysItsListOnANewSocketWithTheSessionReadAnew() throws Exception {
        FeedPeer.Wire wire = live(Map.of(1L, TickMode.FULL));
        session.set(new TickerSession("key", "two"));
        wire.cut();

        FeedPeer.Wire again = peer.next();
        assertThat(again.received()).isEqualTo("{\"a\":\"subscribe\",\"v\":[1]}");
        assertThat(again.received()).isEqualTo("{\"a\":\"mode\",\"v\":[\"full\",[1]]}");
        assertThat(peer.handshakes.get(0)).contains("access_token=one");
        assertThat(peer.handshakes.get(1)).contains("access_token=two");
        await().untilAsserted(() -> assertThat(stream.snapshot().connects()).isEqualTo(2));
    }

    @Test
    void comesBackAfterThePeerClosed() throws Exception {
        live(Map.of(1L, TickMode.LTP)).close(1011);
        assertThat(peer.next().received()).contains("subscribe");
    }

    @Test
    void comesBackAfterALineBrokenInsideAFrameWithoutWaitingForItsSilence() throws Exception {
        live(Map.of(1L, TickMode.LTP)).breakOffInsideAFrame();
        assertThat(peer.next().received()).contains("subscribe");
        assertThat(ticks).isEmpty();
    }

    @Test
    void knocksNeverTwiceWithARefusedSession() throws Exception {
        stream = stream(timings(Duration.ofMinutes(10), Duration.ofMillis(20)));
        peer.status = 403;
        start(Map.of(1L, TickMode.LTP));
        await().until(() -> reports.refused.size() == 1);
        int readsThen = reads.get();
        await().until(() -> reads.get() > readsThen + 5);
        assertThat(peer.handshakes).hasSize(1);
        assertThat(reports.refused).hasSize(1);

        peer.status = 101;
        session.set(new TickerSession("key", "two"));
        assertThat(peer.next().received()).contains("subscribe");
        assertThat(peer.handshakes).hasSize(2);
    }

    @Test
    void waitsForASessionUntilItIsToldOfOne() throws Exception {
        session.set(null);
        start(Map.of(1L, TickMode.LTP));
        await().until(() -> stream.snapshot().state() == State.WAITING_FOR_SESSION);
        assertThat(peer.handshakes).isEmpty();
        session.set(new TickerSession("key", "one"));
        stream.sessionChanged();
        assertThat(peer.next().received()).contains("subscribe");
    }

    @Test
    void keepsAnOpenSocketWhenTheSessionChanges() throws Exception {
        FeedPeer.Wire wire = live(Map.of(1L, TickMode.LTP));
        skip(wire, 2);
        session.set(new TickerSession("key", "two"));
        stream.sessionChanged();
        wire.binary(Frames.frame(Frames.ltp(1, 100)));
        await().until(() -> ticks.size() == 1);
        assertThat(peer.handshakes).hasSize(1);
    }

    @Test
    void waitsLongWhenTheBrokerHasTooManyConnections() throws Exception {
        peer.status = 429;
        start(Map.of(1L, TickMode.LTP));
        await().until(() -> stream.snapshot().state() == State.BACKING_OFF);
        assertThat(reports.refused).isEmpty();
        assertThat(peer.handshakes).hasSize(1);
    }

    @Test
    void triesAgainWhenTheStoreOfSessionsIsAway() throws Exception {
        stream = new TenantStream(
                UUID.randomUUID(),
                around(QUICK),
                () -> {
                    if (reads.incrementAndGet() < 4) {
                        throw new IllegalStateException("store away");
                    }
                    return Optional.of(session.get());
                },
                reports);
        start(Map.of(1L, TickMode.LTP));
        assertThat(peer.next().received()).contains("subscribe");
        assertThat(reads.get()).isEqualTo(4);
    }

    @Test
    void knocksAgainWithARefusedSessionThatProvedGood() throws Exception {
        stream = stream(timings(Duration.ofMinutes(10), Duration.ofMillis(20)));
        peer.status = 403;
        start(Map.of(1L, TickMode.LTP));
        await().until(() -> reports.refused.size() == 1);
        peer.status = 101;
        stream.sessionConfirmed();
        assertThat(peer.next().received()).contains("subscribe");
    }
}
