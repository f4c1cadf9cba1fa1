package io.orra.tickeragent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Lists that grow and change while ticks flow, and faults in any order. */
class FeedListFaultsTest extends FaultyFeed {
    @Test
    void theThreeThousandAndFirstInstrumentGetsASecondSocketAndNoComplaint() {
        subscribe(full(3_001));
        await().atMost(PATIENCE).until(() -> broker.sockets(first).size() == 2);
        await().atMost(PATIENCE).until(() -> feed.snapshots().stream().allMatch(socket -> socket.missing() == 0));
        assertThat(watched.complaints).isEmpty();
        holdsForAll();

        subscribe(full(3_000));
        await().atMost(PATIENCE).until(() -> broker.sockets(first).size() == 1);
        holdsForAll();
    }

    @Test
    void aHundredChangesOfTheListDuringTheFlowNeverLetAnythingElseThrough() {
        broker.call("PUT", "/kite/market", "{\"ticks_per_second\":20}");
        Random random = new Random(SEED);
        for (int change = 0; change < 100; change++) {
            subscribe(randomList(random));
        }
        flows();
        assertThat(snapshot().connects()).isEqualTo(1);
        holdsForAll();
    }

    @Test
    void whateverBreaksInWhateverOrderTheFeedComesBackWhole() {
        Random random = new Random(SEED);
        for (int fault = 0; fault < 25; fault++) {
            switch (random.nextInt(6)) {
                case 0 ->
                    cut("{\"code\":" + List.of(1000, 1001, 1006, 1011, 4000).get(random.nextInt(5)) + "}");
                case 1 -> cut("{\"mid_frame\":true}");
                case 2 -> cut("{\"reset\":true}");
                case 3 ->
                    broker.call(
                            "POST",
                            "/kite/ticker/raw",
                            "{\"api_key\":\"" + first.apiKey() + "\",\"base64\":\"" + noise(random) + "\"}");
                case 4 -> subscribe(randomList(random));
                default -> feed.sessionChanged();
            }
        }
        flows();
        holdsForAll();
    }

    private static String noise(Random random) {
        byte[] noise = new byte[2 + random.nextInt(300)];
        random.nextBytes(noise);
        // A count and a first length that can't be true, so that nothing in it looks like a tick.
        noise[0] = (byte) 0xFF;
        return java.util.Base64.getEncoder().encodeToString(noise.length > 3 ? withLyingLength(noise) : noise);
    }

    private static byte[] withLyingLength(byte[] noise) {
        noise[2] = (byte) 0xFF;
        return noise;
    }
}
