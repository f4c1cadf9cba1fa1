package io.orra.marketdata;

import io.orra.authagent.MarketCalendar;
import io.orra.authagent.TradingSession;
import io.orra.kite.Segment;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Optional;

/**
 * Whether anything can have been traded in a time. On a trading day currencies trade from 09:00 to 17:00 and commodities
 * from 09:00 to 23:55, the rest in the calendar's session; wider sessions of the calendar hold for all.
 */
final class TradingHours {

    private static final ZoneId MARKET = CandleInterval.Opening.ZONE;
    private static final LocalTime EARLY = LocalTime.of(9, 0);
    private static final LocalTime CURRENCIES = LocalTime.of(17, 0);
    private static final LocalTime COMMODITIES = LocalTime.of(23, 55);

    private final MarketCalendar calendar;

    TradingHours(MarketCalendar calendar) {
        this.calendar = calendar;
    }

    boolean within(long token, Instant from, Instant to) {
        LocalDate last = to.atZone(MARKET).toLocalDate();
        for (LocalDate day = from.atZone(MARKET).toLocalDate(); !day.isAfter(last); day = day.plusDays(1)) {
            Optional<TradingSession> session = calendar.session(day);
            if (session.isPresent() && overlaps(token, day, session.get(), from, to)) {
                return true;
            }
        }
        return false;
    }

    private static boolean overlaps(long token, LocalDate day, TradingSession session, Instant from, Instant to) {
        Segment segment = Segment.of(token);
        LocalTime open = session.open();
        LocalTime close = session.close();
        boolean longer = segment == Segment.CDS || segment == Segment.BCD || segment == Segment.MCX;
        if (longer && open.isAfter(EARLY)) {
            open = EARLY;
        }
        LocalTime later = segment == Segment.MCX ? COMMODITIES : CURRENCIES;
        if (longer && close.isBefore(later)) {
            close = later;
        }
        Instant opens = day.atTime(open).atZone(MARKET).toInstant();
        Instant closes = day.atTime(close).atZone(MARKET).toInstant();
        return from.isBefore(closes) && to.isAfter(opens);
    }
}
