package io.orra.marketdata;

import static org.assertj.core.api.Assertions.assertThat;

import io.orra.authagent.MarketCalendar;
import java.time.OffsetDateTime;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TradingHoursTest {

    private static final long INFY = 408_065;
    private static final long DOLLAR = 35_157 << 8 | 3;
    private static final long GOLD = 35_200 << 8 | 7;

    private final TradingHours nse = new TradingHours(MarketCalendar.named("nse"));
    private final TradingHours always = new TradingHours(MarketCalendar.named("always-open"));

    /** Monday 2026-11-23 is a trading day, Tuesday the 24th a holiday, the 21st a Saturday. */
    @ParameterizedTest
    @CsvSource({
        "2026-11-23T06:00, 2026-11-23T08:00, false, false, false",
        "2026-11-23T06:00, 2026-11-23T09:05, false, true, true",
        "2026-11-23T10:00, 2026-11-23T10:01, true, true, true",
        "2026-11-23T15:30, 2026-11-23T16:00, false, true, true",
        "2026-11-23T17:00, 2026-11-23T20:00, false, false, true",
        "2026-11-24T10:00, 2026-11-24T11:00, false, false, false",
        "2026-11-21T00:00, 2026-11-22T23:59, false, false, false",
        "2026-11-20T20:00, 2026-11-23T09:16, true, true, true"
    })
    void aGapOutsideTheHoursOfItsSegmentIsNone(
            String from, String to, boolean equities, boolean currencies, boolean commodities) {
        assertThat(within(nse, INFY, from, to)).isEqualTo(equities);
        assertThat(within(nse, DOLLAR, from, to)).isEqualTo(currencies);
        assertThat(within(nse, GOLD, from, to)).isEqualTo(commodities);
        assertThat(within(always, INFY, from, to)).isTrue();
    }

    private static boolean within(TradingHours hours, long token, String from, String to) {
        return hours.within(
                token,
                OffsetDateTime.parse(from + ":00+05:30").toInstant(),
                OffsetDateTime.parse(to + ":00+05:30").toInstant());
    }
}
