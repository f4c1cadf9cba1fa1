package io.orra.tickeragent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sockets that end, fall silent or only beat, and clocks that jump. */
class FeedSocketFaultsTest extends FaultyFeed {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"code\":1006}",
                "{\"code\":1011,\"reason\":\"internal error\"}",
                "{\"code\":1000}",
                "{\"mid_frame\":true}",
                "{\"reset\":true}"
            })
    void anEndedSocketIsReplacedHoweverItEnded(String how) {
        cut(how);
        await().atMost(PATIENCE).until(() -> snapshot().connects() == 2);
        flows();
        assertThat(snapshot().silences()).isZero();
        holdsForAll();
    }

    @Test
    void aSilentSocketIsFoundByItsMissingHeartbeatAndReplaced() {
        long id = broker.sockets(first).get(0).getJsonNumber("id").longValue();
        broker.call("PUT", "/kite/ticker/connections/" + id, "{\"silent\":true}");
        await().atMost(PATIENCE).until(() -> snapshot().connects() == 2);
        assertThat(snapshot().silences()).isEqualTo(1);
        flows();
        broker.call("POST", "/kite/ticker/disconnect", "{\"connection_id\":" + id + "}");
        holdsForAll();
    }

    @Test
    void aHalfOpenLineIsFoundTheSameWay() {
        line.pullTheCable();
        await().atMost(PATIENCE).until(() -> snapshot().connects() == 2);
        assertThat(snapshot().silences()).isEqualTo(1);
        flows();
        long old = broker.sockets(first).get(0).getJsonNumber("id").longValue();
        broker.call("POST", "/kite/ticker/disconnect", "{\"connection_id\":" + old + "}");
        holdsForAll();
    }

    @Test
    void heartbeatsWithoutTicksAreAStallAndNoSilence() {
        long id = broker.sockets(first).get(0).getJsonNumber("id").longValue();
        broker.call("PUT", "/kite/ticker/connections/" + id, "{\"ticks\":false}");
        await().atMost(PATIENCE).until(() -> snapshot().stalls() == 1);
        flows();
        assertThat(snapshot().silences()).isZero();
        holdsForAll();
    }

    @Test
    void aJumpOfTheClockMovesNothingButTheStamps() {
        for (Duration jump : List.of(Duration.ofDays(1), Duration.ofDays(-30), Duration.ofHours(6))) {
            time.updateAndGet(now -> now.plus(jump));
            flows();
        }
        assertThat(snapshot().connects()).isEqualTo(1);
        assertThat(watched.lastReceived.get(tenant)).isEqualTo(time.get());
        holdsForAll();
    }
}
