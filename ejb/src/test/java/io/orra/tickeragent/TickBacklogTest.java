package io.orra.tickeragent;

import static org.assertj.core.api.Assertions.assertThat;

import io.orra.kite.Frames;
import io.orra.kite.Tick;
import io.orra.kite.TickDecoder;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class TickBacklogTest {
    private static final UUID ONE = UUID.randomUUID();
    private static final UUID TWO = UUID.randomUUID();

    private final TickBacklog backlog = new TickBacklog(3);

    @Test
    void keepsEveryTickInOrderWhileThereIsRoom() throws Exception {
        backlog.add(ONE, List.of(tick(1, 10)));
        backlog.add(ONE, List.of(tick(1, 11)));
        backlog.add(TWO, List.of(tick(1, 12)));
        assertThat(prices(backlog.take(10, 0))).containsExactly(10L, 11L, 12L);
        assertThat(backlog.conflated()).isZero();
        assertThat(backlog.dropped()).isZero();
    }

    @Test
    void keepsTheNewestOfEachTenantAndInstrumentWhenThereIsNone() throws Exception {
        fill();
        backlog.add(ONE, List.of(tick(1, 20)));
        backlog.add(TWO, List.of(tick(1, 21)));
        backlog.add(ONE, List.of(tick(1, 22)));
        assertThat(prices(backlog.take(10, 0))).containsExactly(1L, 2L, 3L, 22L, 21L);
        assertThat(backlog.conflated()).isEqualTo(1);
    }

    @Test
    void neverPutsAnOlderTickBehindANewerOne() throws Exception {
        fill();
        backlog.add(ONE, List.of(tick(1, 20)));
        assertThat(prices(backlog.take(2, 0))).containsExactly(1L, 2L);
        backlog.add(ONE, List.of(tick(1, 21)));
        assertThat(prices(backlog.take(10, 0))).containsExactly(3L, 21L);
        backlog.add(ONE, List.of(tick(1, 22)));
        assertThat(prices(backlog.take(10, 0))).containsExactly(22L);
    }

    @Test
    void neverGrowsBeyondTwiceItsCapacityAndCountsWhatItDrops() {
        fill();
        for (int instrument = 0; instrument < 1_000; instrument++) {
            backlog.add(ONE, List.of(tick(instrument, 1)));
        }
        assertThat(backlog.size()).isEqualTo(6);
        assertThat(backlog.dropped()).isEqualTo(997);
    }

    @Test
    void handsOutWholeFramesAndConflatesOneThatFindsNoRoom() throws Exception {
        backlog.add(ONE, List.of(tick(1, 10), tick(2, 11)));
        backlog.add(TWO, List.of(tick(1, 20), tick(1, 21)));
        assertThat(backlog.size()).isEqualTo(3);
        assertThat(backlog.conflated()).isEqualTo(1);
        assertThat(prices(backlog.take(1, 0))).containsExactly(10L, 11L);
        assertThat(prices(backlog.take(1, 0))).containsExactly(21L);
    }

    @Test
    void comesBackEmptyHandedWhenNothingCame() throws Exception {
        assertThat(backlog.take(10, 20)).isEmpty();
    }

    private void fill() {
        for (int price = 1; price <= 3; price++) {
            backlog.add(ONE, List.of(tick(99, price)));
        }
    }

    private static List<Long> prices(List<TickBacklog.Waiting> batch) {
        return batch.stream()
                .flatMap(waiting -> waiting.ticks().stream())
                .map(Tick::lastPriceUnits)
                .toList();
    }

    private static Tick tick(long token, long price) {
        List<Tick> ticks = new ArrayList<>();
        new TickDecoder().decode(Frames.frame(Frames.ltp(token, price)), ticks::add);
        return ticks.get(0);
    }
}
