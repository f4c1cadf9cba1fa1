package io.orra.marketdata;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A gap in an answer. */
@Schema(name = "Gap")
public record GapView(
        @Schema(required = true, format = "date-time") String from,

        @Schema(required = true, nullable = true, format = "date-time", description = "Null while no feed is up again")
        String to,

        @Schema(
                required = true,
                enumeration = {"feed_down", "storage_full"})
        String reason,

        @Schema(
                required = true,
                enumeration = {"open", "due", "filled", "empty", "closed", "short", "refused"},
                description = "open: no feed yet; due: to be filled; filled: the broker's candles stand in; empty: the"
                        + " broker has none; closed: the market was closed; short: less than five seconds; refused: the"
                        + " broker does not give them")
        String status,

        @Schema(required = true, description = "Minutes that the broker's candles stand in for")
        int minutes) {

    static GapView of(Gap gap) {
        return new GapView(
                MarketTime.show(gap.from()),
                gap.to() == null ? null : MarketTime.show(gap.to()),
                gap.reason(),
                gap.status(),
                gap.minutes());
    }
}
