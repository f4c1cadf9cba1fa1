package io.orra.tickeragent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.orra.kite.FeedPeer;
import io.orra.kite.Frames;
import io.orra.kite.Tick;
import io.orra.kite.TickMode;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a stream notices on a socket that is open: silence, stalls, what was not asked for. */
class TenantStreamWatchTest extends StreamToPeer {
    @Test
    void replacesASocketOnWhichNothingComesAnyMore() throws Exception {
        stream = stream(timings(Duration.ofMillis(300), Duration.ofMinutes(10)));
        FeedPeer.Wire silent = live(Map.of(1L, TickMode.LTP));
        assertThat(peer.next().received()).contains("subscribe");
        assertThat(silent.clientGone()).isTrue();
        assertThat(stream.snapshot().silences()).isPositive();
    }

    @Test
    void takesAHeartbeatForASignOfLife() throws Exception {
        stream = stream(timings(Duration.ofSeconds(30), Duration.ofMinutes(10)));
        FeedPeer.Wire wire = live(Map.of(1L, TickMode.LTP));
        wire.binary((byte) 0);
        await().untilAsserted(() ->
                assertThat(stream.snapshot().decoded().heartbeats()).isEqualTo(1));
        assertThat(stream.snapshot().silences()).isZero();
    }

    @Test
    void asksAgainForWhatDoesNotComeInTheModeThatItWasAskedIn() throws Exception {
        stream = stream(timings(
                Duration.ofMinutes(10), Duration.ofMinutes(10), Duration.ofMillis(400), Duration.ofMinutes(10)));
        FeedPeer.Wire wire = live(Map.of(257L, TickMode.QUOTE, 513L, TickMode.LTP));
        skip(wire, 3);
        wire.binary(Frames.frame(Frames.ltp(257, 1), Frames.ltp(513, 1)));
        skipTo(wire, "{\"a\":\"subscribe\",\"v\":[257]}");
        assertThat(wire.received()).isEqualTo("{\"a\":\"mode\",\"v\":[\"quote\",[257]]}");
        assertThat(stream.snapshot().missing()).isEqualTo(1);
        assertThat(stream.snapshot().repeated()).isPositive();
    }

    @Test
    void stopsAskingForWhatIsNeverTraded() throws Exception {
        stream = stream(
                timings(Duration.ofMinutes(10), Duration.ofMinutes(10), Duration.ofMillis(1), Duration.ofMinutes(10)));
        FeedPeer.Wire wire = live(Map.of(257L, TickMode.LTP));
        skip(wire, 2 + 4 * 2);
        await().during(Duration.ofMillis(300)).until(() -> stream.snapshot().repeated() == 4);
        assertThat(wire.received).isEmpty();
    }

    @Test
    void handsOnNothingThatNobodyAskedForAndRefusesItAgain() throws Exception {
        stream = stream(timings(
                Duration.ofMinutes(10), Duration.ofMinutes(10), Duration.ofMillis(400), Duration.ofMinutes(10)));
        FeedPeer.Wire wire = live(Map.of(257L, TickMode.LTP));
        skip(wire, 2);
        wire.binary(Frames.frame(Frames.ltp(769, 1), Frames.ltp(257, 1)));
        skipTo(wire, "{\"a\":\"unsubscribe\",\"v\":[769]}");
        assertThat(ticks).extracting(Tick::instrumentToken).containsExactly(257L);
        assertThat(stream.snapshot().unwanted()).isEqualTo(1);
    }

    @Test
    void replacesASocketThatOnlyBeatsWhileTheMarketIsOpen() throws Exception {
        stream = stream(timings(
                Duration.ofMinutes(10), Duration.ofMinutes(10), Duration.ofMinutes(10), Duration.ofMillis(200)));
        FeedPeer.Wire stalled = live(Map.of(1L, TickMode.LTP));
        stalled.binary((byte) 0);
        assertThat(peer.next().received()).contains("subscribe");
        assertThat(stream.snapshot().stalls()).isEqualTo(1);
        assertThat(stream.snapshot().silences()).isZero();
    }

    @Test
    void takesAClosedMarketForNoStall() throws Exception {
        marketOpen.set(false);
        stream = stream(timings(
                Duration.ofMinutes(10), Duration.ofMinutes(10), Duration.ofMinutes(10), Duration.ofMillis(100)));
        live(Map.of(1L, TickMode.LTP)).binary((byte) 0);
        await().during(Duration.ofMillis(500)).until(() -> stream.snapshot().stalls() == 0);
        marketOpen.set(true);
        assertThat(peer.next().received()).contains("subscribe");
    }

    @Test
    void tellsFromWhenOnAndUntilWhenAFeedWasThere() throws Exception {
        FeedPeer.Wire wire = live(Map.of(1L, TickMode.LTP, 2L, TickMode.LTP));
        assertThat(reports.feed).isEmpty();
        wire.binary((byte) 0);
        await().until(() -> reports.feed.size() == 1);
        stream.subscribe(Map.of(2L, TickMode.LTP, 3L, TickMode.LTP));
        wire.cut();
        await().until(() -> reports.feed.size() == 4);
        assertThat(reports.feed).containsExactly("up [1, 2]", "down [1]", "up [3]", "down [2, 3]");
    }
}
