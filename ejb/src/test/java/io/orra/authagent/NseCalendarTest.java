package io.orra.authagent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.StringReader;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NseCalendarTest {
    private final NseCalendar calendar = NseCalendar.published();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-01-15", "2026-01-26", "2026-03-03", "2026-03-26", "2026-03-31", "2026-04-03", "2026-04-14",
                        "2026-05-01",
                "2026-05-28", "2026-06-26", "2026-09-14", "2026-10-02", "2026-10-20", "2026-11-10", "2026-11-24",
                        "2026-12-25"
            })
    void staysClosedOnTheHolidaysOf2026(LocalDate holiday) {
        assertThat(calendar.isTradingDay(holiday)).isFalse();
    }

    @Test
    void opensOnEveryOtherWeekdayOf2026AndOnMuhurat() {
        long days = LocalDate.of(2026, 1, 1)
                .datesUntil(LocalDate.of(2027, 1, 1))
                .filter(calendar::isTradingDay)
                .count();
        // 261 weekdays, 16 of them holidays, and one Sunday.
        assertThat(days).isEqualTo(261 - 16 + 1);
    }

    @Test
    void opensForAnHourOnMuhuratSunday() {
        TradingSession muhurat = calendar.session(LocalDate.of(2026, 11, 8)).orElseThrow();
        assertThat(muhurat).isEqualTo(new TradingSession(LocalTime.of(18, 0), LocalTime.of(19, 0), true));
        assertThat(calendar.isTradingDay(LocalDate.of(2026, 11, 1))).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-23T09:14:59+05:30, false",
        "2026-11-23T09:15:00+05:30, true",
        "2026-11-23T15:29:59+05:30, true",
        "2026-11-23T15:30:00+05:30, false",
        "2026-11-23T03:45:00Z, true",
        "2026-11-24T12:00:00+05:30, false",
        "2026-11-08T18:30:00+05:30, true",
        "2026-11-08T12:00:00+05:30, false",
    })
    void isOpenInTheSessionsHoursOfIndia(OffsetDateTime at, boolean open) {
        assertThat(calendar.isOpen(at.toInstant())).isEqualTo(open);
    }

    @Test
    void knowsWhichYearsItsTableCoversAndTreatsOthersAsPlainWeeks() {
        assertThat(calendar.covers(2026)).isTrue();
        assertThat(calendar.covers(2027)).isFalse();
        assertThat(calendar.isTradingDay(LocalDate.of(2027, 1, 26))).isTrue();
        assertThat(calendar.isTradingDay(LocalDate.of(2027, 1, 30))).isFalse();
    }

    @Test
    void readsAnOperatorsTable() throws Exception {
        NseCalendar own = NseCalendar.read(new StringReader(
                "# mine\n\n2027-01-26,holiday,Republic Day\n2027-02-06, special, 09:15, 12:30, Budget\n"));
        assertThat(own.isTradingDay(LocalDate.of(2027, 1, 26))).isFalse();
        assertThat(own.session(LocalDate.of(2027, 2, 6)))
                .contains(new TradingSession(LocalTime.of(9, 15), LocalTime.of(12, 30), true));
    }

    @ParameterizedTest
    @ValueSource(strings = {"26-01-2027,holiday", "2027-01-26", "2027-01-26,half-day", "2027-01-26,special,9:15"})
    void namesTheLineThatItCannotRead(String line) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> NseCalendar.read(new StringReader("# first\n" + line + "\n")))
                .withMessageContaining("line 2");
    }

    @Test
    void isChosenByItsSetting() {
        assertThat(MarketCalendar.named("nse")).isInstanceOf(NseCalendar.class);
        MarketCalendar always = MarketCalendar.named("always-open");
        assertThat(always.isTradingDay(LocalDate.of(2026, 11, 1))).isTrue();
        assertThat(always.isOpen(
                        OffsetDateTime.parse("2026-11-01T23:59:59.9999+05:30").toInstant()))
                .isTrue();
        assertThatIllegalArgumentException().isThrownBy(() -> MarketCalendar.named("bse"));
    }
}
