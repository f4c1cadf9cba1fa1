package io.orra.authagent;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.ejb.Schedule;
import java.time.Instant;
import java.time.LocalTime;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LoginReminderTest {

    private static final LocalTime TIME = LocalTime.of(8, 5);
    private static final Instant NOW = Instant.parse("2026-11-25T03:00:00Z");

    /** Times of Asia/Kolkata are five and a half hours later. */
    @ParameterizedTest
    @CsvSource({
        "2026-11-25T02:34:59Z, false, a second too early",
        "2026-11-25T02:35:00Z, true, five past eight",
        "2026-11-25T06:34:59Z, true, a late start",
        "2026-11-25T09:59:59Z, true, while the market is open",
        "2026-11-25T10:00:01Z, false, after its close",
        "2026-11-24T19:00:00Z, false, the night before",
        "2026-11-22T03:00:00Z, false, a Sunday",
        "2026-12-25T03:00:00Z, false, a holiday"
    })
    void remindsOnTheMorningOfATradingDay(Instant now, boolean due, String because) {
        assertThat(LoginReminder.due(NseCalendar.published(), TIME, now))
                .as(because)
                .isEqualTo(due);
    }

    @Test
    void onlyThoseWhoHaveNoSessionAndWillGetNoneByThemselves() {
        assertThat(LoginReminder.needed(candidate(false, false, 0), NOW)).isTrue();
        assertThat(LoginReminder.needed(candidate(false, true, 0), NOW)).isFalse();
        assertThat(LoginReminder.needed(candidate(true, false, 0), NOW)).isFalse();
        assertThat(LoginReminder.needed(candidate(true, false, 1), NOW))
                .as("a refusal pauses what is automatic")
                .isTrue();
    }

    @Test
    void isAskedThreeTimesAMinuteInTheMarketsZone() throws Exception {
        Schedule timer = LoginReminder.class.getDeclaredMethod("remind").getAnnotation(Schedule.class);
        assertThat(timer.timezone()).isEqualTo("Asia/Kolkata");
        assertThat(timer.second()).isEqualTo("*/20");
    }

    private static LoginCandidate candidate(boolean automatic, boolean live, long refusals) {
        return new LoginCandidate(
                UUID.randomUUID(),
                UUID.randomUUID(),
                1,
                automatic,
                live ? NOW.minusSeconds(60) : null,
                live ? BrokerDay.sessionEnd(NOW) : null,
                null,
                null,
                0,
                0,
                refusals,
                null);
    }
}
