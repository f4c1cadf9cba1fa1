package io.orra.marketdata;

import static org.assertj.core.api.Assertions.assertThat;

import io.orra.persistence.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Two instances show the same instruments in packets that carry no time of the exchange. */
class UntimedTicksTest {

    private static final long INFY = 408_065;
    private static final long RELIANCE = 738_561;
    private static final Instant NOW = Instant.now().truncatedTo(ChronoUnit.SECONDS);

    private final TestDatabase server = TestDatabase.market();
    private final TickWriter one = new TickWriter(server.dataSource(TestDatabase.AGENT));
    private final TickWriter other = new TickWriter(server.dataSource(TestDatabase.AGENT));
    private final UUID first = UUID.randomUUID();
    private final UUID second = UUID.randomUUID();

    @AfterEach
    void close() {
        one.close();
        other.close();
    }

    @Test
    void oneInstancesAreStoredAndAnothersOnceThatOneIsQuiet() {
        assertThat(one.writeUntimed(ltp(NOW, 100, INFY), first)).isEqualTo(1);
        // The same trade, seen a second later by the other's clock.
        assertThat(other.writeUntimed(ltp(NOW.plusSeconds(1), 100, INFY, RELIANCE), second))
                .as("RELIANCE alone")
                .isEqualTo(1);
        assertThat(one.writeUntimed(ltp(NOW.plusSeconds(2), 101, INFY, RELIANCE), first))
                .as("INFY alone")
                .isEqualTo(1);

        quietFor(Duration.ofSeconds(11));
        assertThat(other.writeUntimed(ltp(NOW.plusSeconds(3), 102, INFY), second))
                .isEqualTo(1);
        assertThat(one.writeUntimed(ltp(NOW.plusSeconds(4), 103, INFY), first)).isZero();
        assertThat(prices(INFY)).containsExactly(100L, 101L, 102L);
    }

    @Test
    void whatAnInstanceGaveUpIsStoredByAnotherAtOnce() {
        one.writeUntimed(ltp(NOW, 100, INFY), first);
        one.release(first);
        assertThat(other.writeUntimed(ltp(NOW.plusSeconds(1), 101, INFY), second))
                .isEqualTo(1);
    }

    @Test
    void noneIsStoredWhileAnInstanceSeesTheWholePacket() {
        TickRows full = new TickRows();
        full.tick(INFY, NOW.getEpochSecond(), 1, micros(NOW), 100, 0, 2);
        full.trades(1, 2, 3, 4, 5);
        full.depth(6, 7, 8, 9, 10);
        one.write(full);
        one.noteInFull(List.of(INFY));
        assertThat(other.writeUntimed(ltp(NOW, 100, INFY), second))
                .as("the first, since the table has the whole packet")
                .isZero();

        quietFor(Duration.ofSeconds(11));
        assertThat(other.writeUntimed(ltp(NOW.plusSeconds(1), 101, INFY), second))
                .as("nobody sees it in full any more")
                .isEqualTo(1);

        one.noteInFull(List.of(INFY, RELIANCE));
        assertThat(other.writeUntimed(ltp(NOW.plusSeconds(2), 102, INFY), second))
                .as("somebody sees it in full again")
                .isZero();
    }

    /** Invariant: of each instrument one of two that write at once stores all its packets, and the other none. */
    @Test
    void ofTwoAtOnceOneStoresAnInstrument() {
        CompletableFuture<Integer> left = CompletableFuture.supplyAsync(() -> hundred(one, first, 0));
        CompletableFuture<Integer> right = CompletableFuture.supplyAsync(() -> hundred(other, second, 1000));
        assertThat(left.join() + right.join()).isEqualTo(200);
        for (long token : new long[] {INFY, RELIANCE}) {
            assertThat(prices(token))
                    .hasSize(100)
                    .satisfiesAnyOf(
                            prices -> assertThat(prices).allMatch(price -> price < 1000),
                            prices -> assertThat(prices).allMatch(price -> price >= 1000));
        }
    }

    @Test
    void aBatchThatIsGivenAgainIsThereOnce() {
        TickRows rows = ltp(NOW, 100, INFY);
        assertThat(one.writeUntimed(rows, first)).isEqualTo(1);
        assertThat(one.writeUntimed(rows, first)).isZero();
        assertThat(prices(INFY)).containsExactly(100L);
    }

    private static int hundred(TickWriter writer, UUID instance, int from) {
        int stored = 0;
        for (int i = 0; i < 100; i++) {
            stored += writer.writeUntimed(ltp(NOW.plusSeconds(i), from + i, RELIANCE, INFY), instance);
        }
        return stored;
    }

    /** As if all that is noted had been noted so long ago. */
    private void quietFor(Duration time) {
        String interval = "interval '" + time.toSeconds() + " seconds'";
        server.prepare(
                "update tick_sources set shown_at = shown_at - " + interval + ", full_at = full_at - " + interval);
    }

    private List<Long> prices(long token) {
        return new TickArchive(server.dataSource(TestDatabase.AGENT))
                .ticks(token, NOW.minusSeconds(60), NOW.plusSeconds(600), 1000).stream()
                        .map(StoredTick::lastPrice)
                        .toList();
    }

    private static TickRows ltp(Instant at, long price, long... tokens) {
        TickRows rows = new TickRows();
        for (long token : tokens) {
            rows.tick(token, at.getEpochSecond(), price, micros(at), price, 0, 0);
            rows.noTrades();
            rows.noDepth();
        }
        return rows;
    }

    private static long micros(Instant instant) {
        return instant.getEpochSecond() * 1_000_000;
    }
}
