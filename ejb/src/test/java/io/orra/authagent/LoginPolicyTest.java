package io.orra.authagent;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.TimeZone;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who is logged in, and when; the host's zone plays no part. */
class LoginPolicyTest {

    private static final Instant MORNING = at("2026-12-01T08:00:00+05:30");
    private static final TimeZone HOST = TimeZone.getDefault();

    private final EditedCalendar calendar = new EditedCalendar(NseCalendar.published());
    private final LoginPolicy policy = new LoginPolicy(calendar, LocalTime.of(8, 0));

    @AfterEach
    void theHostsOwnZone() {
        TimeZone.setDefault(HOST);
    }

    /** New York changes its clocks on 8 March and 1 November; London on 29 March, in the holidays. */
    @ParameterizedTest
    @ValueSource(strings = {"UTC", "America/New_York", "Europe/London", "Asia/Kolkata", "Pacific/Kiritimati"})
    void opensAtTheLoginTimeOfTradingDaysInEveryHostsZone(String zone) {
        TimeZone.setDefault(TimeZone.getTimeZone(zone));
        assertThat(policy.open(at("2026-12-01T07:59:59+05:30"))).isFalse();
        assertThat(policy.open(at("2026-12-01T08:00:00+05:30"))).isTrue();
        assertThat(policy.open(at("2026-12-01T23:59:59+05:30"))).isTrue();
        assertThat(policy.open(at("2026-12-02T00:00:00+05:30"))).isFalse();
    }

    /** Saturday, Sunday, a Monday, a holiday on Tuesday, and a Wednesday. */
    @ParameterizedTest
    @CsvSource({
        "2026-03-27, true",
        "2026-03-28, false",
        "2026-03-29, false",
        "2026-03-30, true",
        "2026-03-31, false",
        "2026-04-01, true",
        "2026-12-31, true",
        "2027-01-01, true",
        "2027-01-02, false"
    })
    void knowsTheLastDaysOfMarchAndTheYearsEnd(String date, boolean open) {
        assertThat(policy.open(at(date + "T08:30:00+05:30"))).isEqualTo(open);
        assertThat(LoginReminder.due(calendar, LocalTime.of(8, 5), at(date + "T08:30:00+05:30")))
                .isEqualTo(open);
    }

    @Test
    void followsWhatOperatorsSet() {
        Instant sunday = at("2026-12-06T08:30:00+05:30");
        assertThat(policy.open(sunday)).isFalse();
        calendar.edit(List.of(
                new MarketDay(
                        day("2026-12-06"), MarketDay.Kind.SPECIAL, LocalTime.of(9, 15), LocalTime.of(12, 30), "Drill"),
                new MarketDay(day("2026-12-01"), MarketDay.Kind.HOLIDAY, null, null, "Vote"),
                new MarketDay(day("2026-12-25"), MarketDay.Kind.REGULAR, null, null, "Moved")));
        assertThat(policy.open(sunday)).isTrue();
        assertThat(policy.open(MORNING)).isFalse();
        assertThat(policy.open(at("2026-12-25T08:00:00+05:30"))).isTrue();
        calendar.edit(List.of());
        assertThat(policy.open(MORNING)).isTrue();
    }

    @Test
    void wantsConsentAttemptsAndNoPause() {
        assertThat(policy.due(user(true, null, null, null, 0, 0), MORNING)).isTrue();
        assertThat(policy.due(user(false, null, null, null, 0, 0), MORNING)).isFalse();
        assertThat(policy.due(user(true, null, null, null, 2, 0), MORNING)).isFalse();
        assertThat(policy.due(user(true, null, null, null, 0, 1), MORNING)).isFalse();
    }

    @Test
    void leavesALiveSessionAlone() {
        assertThat(policy.due(user(true, MORNING.minusSeconds(60), null, null, 0, 0), MORNING))
                .isFalse();
        assertThat(policy.due(user(true, MORNING.minusSeconds(60), MORNING, "refused_by_broker", 0, 0), MORNING))
                .isTrue();
    }

    @Test
    void renewsALiveSessionForThoseWhoSetAnInterval() {
        LoginPolicy hourly = new LoginPolicy(calendar, LocalTime.of(8, 0), Duration.ofHours(1));
        assertThat(hourly.due(user(true, MORNING, null, null, 0, 0), MORNING.plusSeconds(3_599)))
                .isFalse();
        assertThat(hourly.due(user(true, MORNING, null, null, 0, 0), MORNING.plusSeconds(3_600)))
                .isTrue();
    }

    @Test
    void doesNotUndoALogoutByHandOnItsDay() {
        Instant out = MORNING.plusSeconds(600);
        LoginCandidate user = user(true, MORNING, out, LoginPolicy.LOGGED_OUT, 0, 0);
        assertThat(policy.due(user, out.plusSeconds(60))).isFalse();
        assertThat(policy.due(user, at("2026-12-02T08:00:00+05:30"))).isTrue();
    }

    @Test
    void remindsThoseWhoLogInByHandOrWhomARefusalPauses() {
        assertThat(LoginReminder.needed(user(false, null, null, null, 0, 0), MORNING))
                .isTrue();
        assertThat(LoginReminder.needed(user(true, null, null, null, 0, 1), MORNING))
                .isTrue();
        assertThat(LoginReminder.needed(user(true, null, null, null, 0, 0), MORNING))
                .isFalse();
        assertThat(LoginReminder.needed(user(false, MORNING.minusSeconds(9), null, null, 0, 0), MORNING))
                .isFalse();
        assertThat(LoginReminder.due(calendar, LocalTime.of(8, 5), at("2026-12-01T08:04:59+05:30")))
                .isFalse();
        assertThat(LoginReminder.due(calendar, LocalTime.of(8, 5), at("2026-12-01T15:29:59+05:30")))
                .isTrue();
        assertThat(LoginReminder.due(calendar, LocalTime.of(8, 5), at("2026-12-01T15:30:00+05:30")))
                .isFalse();
    }

    private static LoginCandidate user(
            boolean autoLogin, Instant login, Instant ended, String reason, long counted, long refusals) {
        Instant expires = login == null ? null : BrokerDay.sessionEnd(login);
        return new LoginCandidate(
                new UUID(1, 1),
                new UUID(1, 2),
                1,
                autoLogin,
                login,
                expires,
                ended,
                reason,
                counted,
                counted,
                refusals,
                null);
    }

    private static java.time.LocalDate day(String date) {
        return java.time.LocalDate.parse(date);
    }

    private static Instant at(String time) {
        return OffsetDateTime.parse(time).toInstant();
    }
}
