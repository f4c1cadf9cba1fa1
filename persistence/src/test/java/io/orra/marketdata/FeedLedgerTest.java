package io.orra.marketdata;

import static org.assertj.core.api.Assertions.assertThat;

import io.orra.persistence.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

class FeedLedgerTest {

    private static final long INFY = 408_065;
    private static final long NIFTY = 256_265;
    private static final Instant TEN = Instant.parse("2026-11-23T04:30:00Z");

    private final DataSource database = TestDatabase.market().dataSource(TestDatabase.AGENT);
    private final FeedLedger ledger = new FeedLedger(database);
    private final Gaps gaps = new Gaps(database);
    private final UUID first = UUID.randomUUID();
    private final UUID second = UUID.randomUUID();

    @Test
    void betweenAFeedsEndAndTheNextOnesBeginningIsAGap() {
        ledger.begin(first, List.of(INFY, NIFTY), TEN);
        ledger.end(first, at(60), at(65));
        assertThat(of(INFY))
                .singleElement()
                .matches(gap -> gap.to() == null && gap.status().equals("open"));

        ledger.begin(second, List.of(INFY), at(90));
        assertThat(of(INFY))
                .singleElement()
                .matches(gap -> gap.from().equals(at(60)) && gap.to().equals(at(90)))
                .matches(gap -> gap.status().equals("due") && gap.reason().equals("feed_down"));
        assertThat(of(NIFTY)).singleElement().matches(gap -> gap.status().equals("open"));
    }

    @Test
    void whatAnotherFeedShowsIsNoGap() {
        ledger.begin(first, List.of(INFY, NIFTY), TEN);
        ledger.begin(second, List.of(INFY), at(10));
        ledger.end(first, at(60), at(60));
        assertThat(of(INFY)).isEmpty();
        assertThat(of(NIFTY)).hasSize(1);
    }

    @Test
    void aNoteThatIsMadeAgainChangesNothing() {
        ledger.begin(first, List.of(INFY), TEN);
        ledger.begin(first, List.of(INFY), TEN);
        ledger.end(first, at(60), at(60));
        ledger.end(first, at(60), at(61));
        assertThat(of(INFY)).hasSize(1);
    }

    /** kill -9: nobody notes the end, another instance takes over, and only then is the loss found. */
    @Test
    void theFeedOfAKilledInstanceEndsWhereItsStoredTicksEnd() {
        ledger.begin(first, List.of(INFY, NIFTY), TEN);
        ledger.seen(List.of(first), at(30));
        ledger.begin(second, List.of(INFY), at(38));
        assertThat(ledger.endLost(at(20), at(40))).isZero();
        assertThat(ledger.endLost(at(31), at(45))).isEqualTo(1);
        assertThat(of(INFY))
                .singleElement()
                .matches(gap -> gap.from().equals(at(30)) && gap.to().equals(at(38)));
        assertThat(of(NIFTY)).singleElement().matches(gap -> gap.to() == null);
    }

    @Test
    void twoLostFeedsOfOneInstrumentLeaveTheGapAfterTheLaterOne() {
        ledger.begin(first, List.of(INFY), TEN);
        ledger.begin(second, List.of(INFY), TEN);
        ledger.seen(List.of(first), at(30));
        ledger.seen(List.of(second), at(40));
        ledger.endLost(at(50), at(60));
        assertThat(of(INFY)).singleElement().matches(gap -> gap.from().equals(at(40)));
    }

    @Test
    void refusedFramesAreAGapOfTheirOwn() {
        ledger.refused(List.of(INFY), at(10), at(20), at(21));
        assertThat(of(INFY)).singleElement().matches(gap -> gap.reason().equals("storage_full"));
    }

    @Test
    void aGapIsTakenByOneAndFilledWithTheBrokersMinutes() {
        ledger.begin(first, List.of(INFY), TEN);
        ledger.end(first, at(60), at(60));
        ledger.begin(second, List.of(INFY), at(240));
        assertThat(gaps.unsifted(at(200), 10)).isEmpty();
        assertThat(gaps.take(at(1000), Duration.ofMinutes(1))).isEmpty();
        gaps.offer(gaps.unsifted(at(300), 10), at(1000));
        assertThat(gaps.unsifted(at(300), 10)).isEmpty();
        Gap gap = gaps.take(at(1000), Duration.ofMinutes(1)).orElseThrow();
        assertThat(gaps.take(at(1001), Duration.ofMinutes(1))).isEmpty();
        assertThat(gaps.take(at(1100), Duration.ofMinutes(1)))
                .as("one that nobody finished comes again")
                .isPresent();

        List<BrokerMinute> minutes =
                List.of(new BrokerMinute(at(60), 1, 2, 1, 2, 10, null), new BrokerMinute(at(120), 2, 3, 2, 3, 20, 5L));
        gaps.fill(gap, minutes, at(1200));
        gaps.fill(gap, minutes, at(1201));
        assertThat(of(INFY)).singleElement().matches(done -> done.status().equals("filled") && done.minutes() == 2);
        List<MinuteCandle> shown = new ArrayList<>();
        new MinuteArchive(database).each(INFY, TEN, at(600), shown::add);
        assertThat(shown).hasSize(2).allMatch(MinuteCandle::filled);
    }

    @Test
    void gapsAreSettledTogetherAndThenNotTaken() {
        ledger.begin(first, List.of(INFY, NIFTY), TEN);
        ledger.end(first, at(60), at(60));
        ledger.begin(second, List.of(INFY, NIFTY), at(62));
        assertThat(gaps.unsifted(at(300), 1)).hasSize(1);
        gaps.settle(gaps.unsifted(at(300), 10), "short", at(300));
        assertThat(gaps.unsifted(at(300), 10)).isEmpty();
        assertThat(gaps.take(at(1000), Duration.ofMinutes(1))).isEmpty();
        assertThat(of(INFY)).singleElement().matches(gap -> gap.status().equals("short"));
        assertThat(of(NIFTY)).singleElement().matches(gap -> gap.status().equals("short"));
    }

    private List<Gap> of(long token) {
        return gaps.of(token, TEN.minusSeconds(1), TEN.plusSeconds(86_400), 10);
    }

    private static Instant at(int seconds) {
        return TEN.plusSeconds(seconds);
    }
}
