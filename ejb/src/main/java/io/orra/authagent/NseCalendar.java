package io.orra.authagent;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * NSE's equity calendar: Monday to Friday 09:15 to 15:30, but for the days of a table. Each line of the table is
 * {@code date,holiday,name} or {@code date,special,HH:mm,HH:mm,name}; blank lines and lines that begin with # say
 * nothing. In a year without lines every weekday counts as a trading day: a login too many does no harm, one too few
 * does.
 */
public final class NseCalendar implements MarketCalendar {
    static final TradingSession REGULAR = new TradingSession(LocalTime.of(9, 15), LocalTime.of(15, 30), false);

    private final Map<LocalDate, Optional<TradingSession>> exceptions;

    private NseCalendar(Map<LocalDate, Optional<TradingSession>> exceptions) {
        this.exceptions = Map.copyOf(exceptions);
    }

    /** With the table that Orra carries. */
    public static NseCalendar published() {
        try (Reader table = new InputStreamReader(
                NseCalendar.class.getResourceAsStream("nse-calendar.csv"), StandardCharsets.UTF_8)) {
            return read(table);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** @throws IllegalArgumentException naming the line that is none of the table's forms */
    public static NseCalendar read(Reader table) throws IOException {
        Map<LocalDate, Optional<TradingSession>> exceptions = new HashMap<>();
        BufferedReader lines = new BufferedReader(table);
        int number = 0;
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            number++;
            if (!line.isBlank() && !line.startsWith("#")) {
                add(exceptions, line.split(",", -1), number);
            }
        }
        return new NseCalendar(exceptions);
    }

    private static void add(Map<LocalDate, Optional<TradingSession>> exceptions, String[] fields, int line) {
        try {
            LocalDate date = LocalDate.parse(fields[0].strip());
            String kind = fields[1].strip();
            if (kind.equals("holiday")) {
                exceptions.put(date, Optional.empty());
            } else if (kind.equals("special")) {
                LocalTime open = LocalTime.parse(fields[2].strip());
                exceptions.put(date, Optional.of(new TradingSession(open, LocalTime.parse(fields[3].strip()), true)));
            } else {
                throw new IllegalArgumentException("market calendar, line " + line + ": neither holiday nor special");
            }
        } catch (DateTimeParseException | ArrayIndexOutOfBoundsException malformed) {
            throw new IllegalArgumentException(
                    "market calendar, line " + line + ": not a date with its kind", malformed);
        }
    }

    /** Whether the table says anything about a year; an operator is warned when it doesn't. */
    public boolean covers(int year) {
        return exceptions.keySet().stream().anyMatch(date -> date.getYear() == year);
    }

    @Override
    public Optional<TradingSession> session(LocalDate date) {
        Optional<TradingSession> exception = exceptions.get(date);
        if (exception != null) {
            return exception;
        }
        DayOfWeek day = date.getDayOfWeek();
        boolean weekend = day == DayOfWeek.SATURDAY || day == DayOfWeek.SUNDAY;
        return weekend ? Optional.empty() : Optional.of(REGULAR);
    }
}
