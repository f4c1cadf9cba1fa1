package io.orra.marketdata;

import io.orra.kite.Segment;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.util.function.Consumer;

/**
 * Makes candles of any interval of an instrument's minutes, taken oldest first.
 *
 * <p>The exchange tells how much was traded since the day began. A minute's volume is therefore what it grew by since the
 * minute before of the same day. Where that one is missing or came from the broker, it is what it grew by within the
 * minute, and in the minute of the opening all that was told.
 */
final class CandleFold implements Consumer<MinuteCandle> {

    private final long token;
    private final CandleInterval interval;
    private final Instant from;
    private final Consumer<Candle> consumer;
    private final int decimals;
    private final LocalTime opening;

    private Instant start;
    private long open;
    private long high;
    private long low;
    private long close;
    private Long volume;
    private Long openInterest;
    private boolean filled;

    private LocalDate day;
    private Long volumeBefore;

    /** @param from candles that begin before are left out; their minutes may be given for the volume's sake */
    CandleFold(long token, CandleInterval interval, Instant from, Consumer<Candle> consumer) {
        this.token = token;
        this.interval = interval;
        this.from = from;
        this.consumer = consumer;
        this.decimals = Segment.of(token).decimals();
        this.opening = CandleInterval.Opening.of(Segment.of(token));
    }

    @Override
    public void accept(MinuteCandle minute) {
        Instant belongsTo = interval.start(minute.minute(), token);
        Long traded = traded(minute);
        if (!belongsTo.equals(start)) {
            finish();
            start = belongsTo;
            open = minute.open();
            high = minute.high();
            low = minute.low();
            volume = null;
            openInterest = null;
            filled = false;
        }
        high = Math.max(high, minute.high());
        low = Math.min(low, minute.low());
        close = minute.close();
        if (traded != null) {
            volume = volume == null ? traded : volume + traded;
        }
        if (minute.openInterest() != null) {
            openInterest = minute.openInterest();
        }
        filled |= minute.filled();
    }

    /** Hands on the candle at hand; to be called after the last minute. */
    void finish() {
        if (start != null && !start.isBefore(from)) {
            consumer.accept(new Candle(
                    start, rupees(open), rupees(high), rupees(low), rupees(close), volume, openInterest, filled));
        }
        start = null;
    }

    private Long traded(MinuteCandle minute) {
        ZonedDateTime local = minute.minute().atZone(CandleInterval.Opening.ZONE);
        if (!local.toLocalDate().equals(day)) {
            day = local.toLocalDate();
            volumeBefore = null;
        }
        Long before = volumeBefore;
        volumeBefore = minute.volumeUntil();
        if (minute.filled()) {
            return minute.volume();
        }
        if (minute.volumeUntil() == null) {
            return null;
        }
        if (before == null) {
            boolean first = !local.toLocalTime().isAfter(opening);
            before = first ? 0L : minute.volumeFrom();
        }
        return Math.max(0, minute.volumeUntil() - before);
    }

    private BigDecimal rupees(long units) {
        return BigDecimal.valueOf(units, decimals);
    }
}
