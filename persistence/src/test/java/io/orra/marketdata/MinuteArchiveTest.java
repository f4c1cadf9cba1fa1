package io.orra.marketdata;

import static org.assertj.core.api.Assertions.assertThat;

import io.orra.persistence.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

class MinuteArchiveTest {

    private static final long INFY = 408_065;
    private static final Instant START =
            Instant.now().minus(Duration.ofHours(2)).truncatedTo(ChronoUnit.MINUTES);

    private final TestDatabase server = TestDatabase.market();
    private final DataSource database = server.dataSource(TestDatabase.AGENT);
    private final TickWriter writer = new TickWriter(database);
    private final MinuteArchive minutes = new MinuteArchive(database);
    private int fingerprint;

    @Test
    void aMinuteIsOpenHighLowCloseAndVolumesOfItsTicksInTheOrderOfTheirArrival() {
        TickRows rows = new TickRows();
        add(rows, 5, 100, 1000);
        add(rows, 10, 130, 1010);
        add(rows, 20, 90, 1020);
        add(rows, 59, 110, 1030);
        add(rows, 60, 111, 1040);
        writer.write(rows);
        List<MinuteCandle> expected = List.of(
                new MinuteCandle(START, 100, 130, 90, 110, 1000L, 1030L, null, 7L, false),
                new MinuteCandle(START.plusSeconds(60), 111, 111, 111, 111, 1040L, 1040L, null, 7L, false));
        assertThat(shown()).isEqualTo(expected);

        assertThat(minutes.materialize(START.plusSeconds(119))).isEqualTo(1);
        assertThat(shown()).as("half from the table, half from ticks").isEqualTo(expected);
        assertThat(minutes.materialize(START.plusSeconds(180))).isEqualTo(1);
        assertThat(shown()).isEqualTo(expected);
        assertThat(minutes.materialize(START.plusSeconds(180))).isZero();
    }

    @Test
    void aTickOfAMinuteThatIsMadeAlreadyHasItMadeOnceMore() {
        TickRows rows = new TickRows();
        add(rows, 5, 100, 1000);
        writer.write(rows);
        minutes.materialize(START.plusSeconds(300));
        rows.clear();
        add(rows, 30, 250, 1100);
        writer.write(rows);
        assertThat(minutes.materialize(START.plusSeconds(300))).isEqualTo(1);
        assertThat(shown()).singleElement().matches(minute -> minute.high() == 250 && minute.volumeUntil() == 1100);
    }

    /** Invariant: made while ticks are stored, by two at once, the minutes end up as made of the ticks at the end. */
    @Test
    void minutesThatAreMadeWhileTicksComeInAreThoseOfTheTicks() {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(7);
        CompletableFuture<Void> makers = CompletableFuture.allOf(maker(), maker());
        for (int batch = 0; batch < 60; batch++) {
            TickRows rows = new TickRows();
            for (int i = 0; i < 50; i++) {
                add(rows, batch * 10 + random.nextInt(120), 1000 + random.nextInt(500), batch * 50 + i);
            }
            writer.write(rows);
        }
        makers.join();
        minutes.materialize(START.plusSeconds(3600));
        List<MinuteCandle> made = shown();
        server.prepare(
                "delete from tick_minutes",
                "update market_state set materialized_until = 'epoch', closing_until = 'epoch'");
        assertThat(shown()).hasSizeGreaterThan(10).isEqualTo(made);
    }

    private CompletableFuture<Void> maker() {
        return CompletableFuture.runAsync(() -> {
            for (int i = 0; i < 60; i++) {
                minutes.materialize(START.plusSeconds(i * 10L));
            }
        });
    }

    @Test
    void theBrokersMinuteStandsInPlaceOfOurs() {
        TickRows rows = new TickRows();
        add(rows, 5, 100, 1000);
        writer.write(rows);
        server.prepare("insert into filled_minutes values (" + INFY + ", to_timestamp(" + START.getEpochSecond()
                + "), 1, 2, 3, 4, 5, 6, now())");
        assertThat(shown()).containsExactly(new MinuteCandle(START, 1, 2, 3, 4, null, null, 5L, 6L, true));
    }

    @Test
    void minutesAreLetGoByDay() {
        TickRows rows = new TickRows();
        add(rows, 5, 100, 1000);
        writer.write(rows);
        minutes.materialize(START.plusSeconds(300));
        LocalDate tomorrow =
                LocalDate.ofInstant(START, ZoneId.of("Asia/Kolkata")).plusDays(1);
        assertThat(minutes.dropBefore(tomorrow.minusDays(1))).isZero();
        assertThat(minutes.dropBefore(tomorrow)).isEqualTo(1);
    }

    private List<MinuteCandle> shown() {
        List<MinuteCandle> shown = new ArrayList<>();
        minutes.each(INFY, START, START.plusSeconds(7200), shown::add);
        return shown;
    }

    private void add(TickRows rows, int second, long price, long volume) {
        long at = START.getEpochSecond() + second;
        rows.tick(INFY, at, ++fingerprint, at * 1_000_000 + fingerprint, price, 0, 2);
        rows.trades(1, 1, volume, 1, 1);
        rows.depth(7, 1, 1, 1, 1);
    }
}
