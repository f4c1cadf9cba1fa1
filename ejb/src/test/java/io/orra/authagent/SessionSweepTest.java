package io.orra.authagent;

import static org.assertj.core.api.Assertions.assertThat;

import io.orra.credentials.SealedValue;
import jakarta.ejb.Schedule;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class SessionSweepTest {

    private static final Instant SUNDAY = Instant.parse("2026-11-22T03:10:00Z");

    private final SettableClock clock = new SettableClock(Instant.parse("2026-11-25T03:10:00Z"));
    private final List<LiveSession> stored = new ArrayList<>(List.of(session(), session()));
    private final List<LiveSession> doubted = new ArrayList<>();
    private boolean ready = true;
    private boolean databaseAway;
    private final SessionSweep sweep =
            new SessionSweep(NseCalendar.published(), clock, () -> ready, this::read, doubted::add);

    @Test
    void onATradingDayEachSessionIsDoubted() {
        sweep.beforeTheMarketOpens();
        assertThat(doubted).containsExactlyElementsOf(stored);
    }

    @Test
    void onADayWithoutTradingNoneIs() {
        clock.set(SUNDAY);
        sweep.beforeTheMarketOpens();
        assertThat(doubted).isEmpty();
    }

    @Test
    void theNextMorningTheyAreDoubtedAgain() {
        sweep.beforeTheMarketOpens();
        clock.pass(Duration.ofDays(1));
        sweep.beforeTheMarketOpens();
        assertThat(doubted).hasSize(4);
    }

    @Test
    void anInstanceThatIsNotToWorkDoesNot() {
        ready = false;
        sweep.beforeTheMarketOpens();
        sweep.afterTheStart();
        assertThat(doubted).isEmpty();
    }

    @Test
    void afterAStartTheyAreDoubtedOnceOnAnyDay() {
        clock.set(SUNDAY);
        sweep.afterTheStart();
        sweep.afterTheStart();
        assertThat(doubted).containsExactlyElementsOf(stored);
    }

    @Test
    void aStartThatFoundNothingReadyIsCaughtUpLater() {
        ready = false;
        sweep.afterTheStart();
        ready = true;
        databaseAway = true;
        sweep.afterTheStart();
        assertThat(doubted).isEmpty();
        databaseAway = false;
        sweep.afterTheStart();
        assertThat(doubted).containsExactlyElementsOf(stored);
    }

    @Test
    void theTimersAreTheMarkets() throws Exception {
        Schedule morning =
                SessionChecks.class.getDeclaredMethod("beforeTheMarketOpens").getAnnotation(Schedule.class);
        assertThat(List.of(morning.hour(), morning.minute(), morning.second(), morning.timezone()))
                .containsExactly("8", "40", "0", "Asia/Kolkata");
        Schedule start = SessionChecks.class.getDeclaredMethod("afterTheStart").getAnnotation(Schedule.class);
        assertThat(start.second()).isEqualTo("*/10");
    }

    private List<LiveSession> read() {
        if (databaseAway) {
            throw new IllegalStateException("away");
        }
        return stored;
    }

    private static LiveSession session() {
        Instant now = Instant.parse("2026-11-25T02:30:00Z");
        return new LiveSession(
                UUID.randomUUID(),
                UUID.randomUUID(),
                "AB1234",
                new SealedValue("k", "key"),
                new SealedValue("k", "token"),
                now,
                BrokerDay.sessionEnd(now));
    }
}
