package io.orra.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RefusalBudgetTest {

    private Instant now = Instant.parse("2026-11-24T04:00:10Z");
    private final RefusalBudget budget = new RefusalBudget(new Clock() {
        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    });

    @Test
    void ofTheSameRefusalSixAreWrittenAMinuteAndTheNextTellsHowManyWereNot() {
        assertThat(granted(20, "POST /guards/trade")).isEqualTo(6);
        assertThat(budget.take("one", "GET /other")).isEqualTo(new RefusalBudget.Ticket(true, 14));
        now = now.plusSeconds(60);
        assertThat(budget.take("one", "POST /guards/trade")).isEqualTo(new RefusalBudget.Ticket(true, 0));
    }

    @Test
    void ofAllRefusalsOfACallerSixtyAreWrittenAMinute() {
        long granted = IntStream.range(0, 100)
                .filter(i -> budget.take("one", "GET /thing/" + i).granted())
                .count();
        assertThat(granted).isEqualTo(60);
        assertThat(budget.take("another", "GET /thing/1").granted()).isTrue();
    }

    private long granted(int times, String what) {
        return IntStream.range(0, times)
                .filter(i -> budget.take("one", what).granted())
                .count();
    }
}
