package io.orra.marketdata;

import java.math.BigDecimal;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A candle in an answer. */
@Schema(name = "Candle")
public record CandleView(
        @Schema(required = true, format = "date-time", description = "Its first instant")
        String at,

        @Schema(required = true) BigDecimal open,

        @Schema(required = true) BigDecimal high,

        @Schema(required = true) BigDecimal low,

        @Schema(required = true) BigDecimal close,

        @Schema(required = true, nullable = true, description = "Null where nothing tells, as for an index")
        Long volume,

        @Schema(required = true, nullable = true) Long openInterest,

        @Schema(required = true, description = "Whether a part came from the broker's history, because no feed was up")
        boolean filled) {

    static CandleView of(Candle candle) {
        return new CandleView(
                MarketTime.show(candle.at()),
                candle.open(),
                candle.high(),
                candle.low(),
                candle.close(),
                candle.volume(),
                candle.openInterest(),
                candle.filled());
    }

    /** Candles of an instrument. */
    @Schema(name = "Candles")
    public record Series(
            @Schema(required = true) long instrumentToken,

            @Schema(required = true) String interval,

            @Schema(required = true) List<CandleView> candles) {}

    static String csv(List<Candle> candles) {
        StringBuilder csv = new StringBuilder("at,open,high,low,close,volume,open_interest,filled\r\n");
        for (Candle candle : candles) {
            csv.append(MarketTime.show(candle.at())).append(',');
            csv.append(candle.open().toPlainString()).append(',');
            csv.append(candle.high().toPlainString()).append(',');
            csv.append(candle.low().toPlainString()).append(',');
            csv.append(candle.close().toPlainString()).append(',');
            csv.append(candle.volume() == null ? "" : candle.volume()).append(',');
            csv.append(candle.openInterest() == null ? "" : candle.openInterest())
                    .append(',');
            csv.append(candle.filled()).append("\r\n");
        }
        return csv.toString();
    }
}
