package io.orra.simulators.kite.market;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The three monthly expiries that trade at a time, each on the month's last Tuesday. */
final class Expiries {
    private static final DateTimeFormatter IN_SYMBOL = DateTimeFormatter.ofPattern("yyMMM", Locale.ENGLISH);

    private Expiries() {}

    static List<LocalDate> monthly(LocalDate today, int count) {
        List<LocalDate> dates = new ArrayList<>();
        for (YearMonth month = YearMonth.from(today); dates.size() < count; month = month.plusMonths(1)) {
            LocalDate last = month.atDay(1).with(TemporalAdjusters.lastInMonth(DayOfWeek.TUESDAY));
            if (!last.isBefore(today)) {
                dates.add(last);
            }
        }
        return dates;
    }

    /** As in NIFTY26NOVFUT. */
    static String inSymbol(LocalDate expiry) {
        return expiry.format(IN_SYMBOL).toUpperCase(Locale.ROOT);
    }
}
