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
        backlog.add(ONE, tick(1, 10));
        backlog.add(ONE, tick(1, 11));
        backlog.add(TWO, tick(1, 12));
        assertThat(prices(backlog.take(10))).containsExactly(10L, 11L, 12L);
        assertThat(backlog.conflated()).isZero();
        assertThat(backlog.dropped()).isZero();
    }

    @Test
    void keepsTheNewestOfEachTenantAndInstrumentWhenThereIsNone() throws Exception {
        fill();
        backlog.add(ONE, tick(1, 20));
        backlog.add(TWO, tick(1, 21));
        backlog.add(ONE, tick(1, 22));
        assertThat(prices(backlog.take(10))).containsExactly(1L, 2L, 3L, 22L, 21L);
        assertThat(backlog.conflated()).isEqualTo(1);
    }

    @Test
    void neverPutsAnOlderTickBehindANewerOne() throws Exception {
        fill();
        backlog.add(ONE, tick(1, 20));
        assertThat(prices(backlog.take(2))).containsExactly(1L, 2L);
        backlog.add(ONE, tick(1, 21));
        assertThat(prices(backlog.take(10))).containsExactly(3L, 21L);
        backlog.add(ONE, tick(1, 22));
        assertThat(prices(backlog.take(10))).containsExactly(22L);
    }

    @Test
    void neverGrowsBeyondTwiceItsCapacityAndCountsWhatItDrops() {
        fill();
        for (int instrument = 0; instrument < 1_000; instrument++) {
            backlog.add(ONE, tick(instrument, 1));
        }
        assertThat(backlog.size()).isEqualTo(6);
        assertThat(backlog.dropped()).isEqualTo(997);
    }

    private void fill() {
        for (int price = 1; price <= 3; price++) {
            backlog.add(ONE, tick(99, price));
        }
    }

    private static List<Long> prices(List<TickBacklog.Waiting> batch) {
        return batch.stream().map(waiting -> waiting.tick().lastPriceUnits()).toList();
    }

    private static Tick tick(long token, long price) {
        List<Tick> ticks = new ArrayList<>();
        new TickDecoder().decode(Frames.frame(Frames.ltp(token, price)), ticks::add);
        return ticks.get(0);
    }
}
