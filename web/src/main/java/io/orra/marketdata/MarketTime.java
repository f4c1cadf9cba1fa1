package io.orra.marketdata;

import io.orra.problem.InvalidFields;
import io.orra.settings.Time;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;

/** Instants in addresses and answers, which without an offset are the market's. */
final class MarketTime {

    static final String FORM =
            "\\d{4}-\\d{2}-\\d{2}([T ]\\d{2}:\\d{2}(:\\d{2}(\\.\\d{1,9})?)?(Z|[+ -]\\d{2}:?\\d{2})?)?";

    /** Years that the database can hold and anybody can mean. */
    private static final Instant FIRST = Instant.parse("2000-01-01T00:00:00Z");

    private static final Instant LAST = Instant.parse("2100-01-01T00:00:00Z");

    private MarketTime() {}

    /**
     * Reads a day, which begins at midnight, or a time of it.
     *
     * @param text null for what stands in its place
     */
    static Instant parse(String field, String text, Instant otherwise) {
        if (text == null) {
            return otherwise;
        }
        try {
            Instant instant = read(text);
            if (!instant.isBefore(FIRST) && instant.isBefore(LAST)) {
                return instant;
            }
        } catch (DateTimeException notATime) {
            // falls through to the refusal
        }
        throw InvalidFields.of(field, "time", "a day or a time of it, such as 2026-11-23T09:15:00+05:30");
    }

    static String show(Instant instant) {
        return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(instant.atZone(Time.MARKET_ZONE));
    }

    private static Instant read(String text) {
        if (text.length() <= 10) {
            return LocalDate.parse(text).atStartOfDay(Time.MARKET_ZONE).toInstant();
        }
        // An address that was not encoded has a space where it means a plus.
        String time = text.substring(0, 10) + 'T' + text.substring(11).replace(' ', '+');
        boolean offset = time.indexOf('Z') > 0 || time.indexOf('+') > 0 || time.lastIndexOf('-') > 10;
        return offset
                ? OffsetDateTime.parse(time.replaceFirst("([+-]\\d{2})(\\d{2})$", "$1:$2"))
                        .toInstant()
                : LocalDateTime.parse(time).atZone(Time.MARKET_ZONE).toInstant();
    }
}
