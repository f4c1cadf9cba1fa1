package io.orra.marketdata;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CandleFoldTest {

    private static final long INFY = 408_065;
    private static final long DOLLAR = 35_157 << 8 | 3;
    private static final long GOLD = 35_200 << 8 | 7;

    @ParameterizedTest
    @CsvSource({
        "1m, 09:17, 09:17, 408065",
        "5m, 09:17, 09:15, 408065",
        "15m, 09:29, 09:15, 408065",
        "15m, 09:30, 09:30, 408065",
        "1h, 09:15, 09:15, 408065",
        "1h, 10:14, 09:15, 408065",
        "1h, 15:20, 15:15, 408065",
        "1h, 09:59, 09:00, 9000195",
        "1h, 23:10, 23:00, 9011207",
        "1d, 15:29, 00:00, 408065"
    })
    void candlesBeginOnTheMarketsClock(String interval, String minute, String start, long token) {
        assertThat(CandleInterval.named(interval).orElseThrow().start(at(minute), token))
                .isEqualTo(at(start));
    }

    @Test
    void longerCandlesAreMadeOfMinutes() {
        List<Candle> candles = fold(
                INFY,
                CandleInterval.FIVE_MINUTES,
                own("09:15", 100, 120, 90, 110, 10, 50),
                own("09:16", 111, 150, 100, 105, 55, 80),
                own("09:20", 104, 104, 80, 81, 90, 100));
        assertThat(candles)
                .containsExactly(
                        new Candle(
                                at("09:15"),
                                rupees("1.00"),
                                rupees("1.50"),
                                rupees("0.90"),
                                rupees("1.05"),
                                80L,
                                7L,
                                false),
                        new Candle(
                                at("09:20"),
                                rupees("1.04"),
                                rupees("1.04"),
                                rupees("0.80"),
                                rupees("0.81"),
                                20L,
                                7L,
                                false));
    }

    @Test
    void pricesOfCurrenciesKeepTheirSevenDigits() {
        assertThat(fold(DOLLAR, CandleInterval.ONE_MINUTE, own("09:00", 894_525_001, 894_525_001, 1, 1, 1, 2)))
                .first()
                .matches(candle -> candle.open().equals(rupees("89.4525001")));
        assertThat(fold(GOLD, CandleInterval.ONE_MINUTE, own("09:00", 1, 1, 1, 1, 0, 5)))
                .first()
                .matches(candle -> candle.volume() == 5);
    }

    @Test
    void volumeIsWhatTheDaysVolumeGrewBy() {
        List<Candle> candles = fold(
                INFY,
                CandleInterval.ONE_MINUTE,
                own("09:15", 1, 1, 1, 1, 30, 100),
                own("09:17", 1, 1, 1, 1, 140, 150),
                filled("09:18", 9),
                own("09:19", 1, 1, 1, 1, 300, 310));
        assertThat(candles).extracting(Candle::volume).containsExactly(100L, 50L, 9L, 10L);
        assertThat(candles).extracting(Candle::filled).containsExactly(false, false, true, false);
    }

    @Test
    void aFeedThatBeginsInTheMidstOfTheDayDoesNotClaimWhatWasTradedBefore() {
        assertThat(fold(INFY, CandleInterval.ONE_MINUTE, own("11:00", 1, 1, 1, 1, 5000, 5010)))
                .extracting(Candle::volume)
                .containsExactly(10L);
    }

    @Test
    void anIndexHasNoVolume() {
        MinuteCandle minute = new MinuteCandle(at("09:15"), 1, 1, 1, 1, null, null, null, null, false);
        assertThat(fold(256_265, CandleInterval.ONE_HOUR, minute))
                .containsExactly(new Candle(
                        at("09:15"),
                        rupees("0.01"),
                        rupees("0.01"),
                        rupees("0.01"),
                        rupees("0.01"),
                        null,
                        null,
                        false));
    }

    @Test
    void candlesThatBeginBeforeTheRangeAreLeftOutAndCountForTheVolume() {
        List<Candle> candles = new ArrayList<>();
        CandleFold fold = new CandleFold(INFY, CandleInterval.ONE_MINUTE, at("09:16"), candles::add);
        fold.accept(own("09:15", 1, 1, 1, 1, 30, 100));
        fold.accept(own("09:16", 1, 1, 1, 1, 110, 120));
        fold.finish();
        assertThat(candles).extracting(Candle::volume).containsExactly(20L);
    }

    private static List<Candle> fold(long token, CandleInterval interval, MinuteCandle... minutes) {
        List<Candle> candles = new ArrayList<>();
        CandleFold fold = new CandleFold(token, interval, Instant.EPOCH, candles::add);
        for (MinuteCandle minute : minutes) {
            fold.accept(minute);
        }
        fold.finish();
        return candles;
    }

    private static MinuteCandle own(String at, long open, long high, long low, long close, long from, long until) {
        return new MinuteCandle(at(at), open, high, low, close, from, until, null, 7L, false);
    }

    private static MinuteCandle filled(String at, long volume) {
        return new MinuteCandle(at(at), 1, 1, 1, 1, null, null, volume, null, true);
    }

    private static Instant at(String time) {
        return OffsetDateTime.parse("2026-11-23T" + time + ":00+05:30").toInstant();
    }

    private static BigDecimal rupees(String text) {
        return new BigDecimal(text);
    }
}
