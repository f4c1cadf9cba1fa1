package io.orra.marketdata;

import io.orra.kite.Segment;
import io.orra.kite.TickMode;
import java.math.BigDecimal;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A stored tick in an answer. */
@Schema(name = "StoredTick", description = "Fields that the packet lacked are null")
public record TickView(
        @Schema(required = true, format = "date-time", description = "The exchange's time")
        String at,

        @Schema(required = true, format = "date-time", description = "When it arrived here")
        String receivedAt,

        @Schema(
                required = true,
                enumeration = {"ltp", "quote", "full"})
        String mode,

        @Schema(required = true) BigDecimal lastPrice,

        @Schema(required = true, nullable = true) Long lastTradedQuantity,

        @Schema(required = true, nullable = true) BigDecimal averageTradedPrice,

        @Schema(required = true, nullable = true) Long volumeTraded,

        @Schema(required = true, nullable = true) Long totalBuyQuantity,

        @Schema(required = true, nullable = true) Long totalSellQuantity,

        @Schema(required = true, nullable = true) Long oi,

        @Schema(required = true, nullable = true) BigDecimal bidPrice,

        @Schema(required = true, nullable = true) Long bidQuantity,

        @Schema(required = true, nullable = true) BigDecimal askPrice,

        @Schema(required = true, nullable = true) Long askQuantity) {

    static TickView of(StoredTick tick) {
        int decimals = Segment.of(tick.instrumentToken()).decimals();
        return new TickView(
                MarketTime.show(tick.at()),
                MarketTime.show(tick.receivedAt()),
                TickMode.values()[tick.mode()].wireName(),
                rupees(tick.lastPrice(), decimals),
                tick.lastQuantity(),
                rupees(tick.averagePrice(), decimals),
                tick.volume(),
                tick.buyQuantity(),
                tick.sellQuantity(),
                tick.openInterest(),
                rupees(tick.bidPrice(), decimals),
                tick.bidQuantity(),
                rupees(tick.askPrice(), decimals),
                tick.askQuantity());
    }

    private static BigDecimal rupees(Long units, int decimals) {
        return units == null ? null : BigDecimal.valueOf(units, decimals);
    }
}
