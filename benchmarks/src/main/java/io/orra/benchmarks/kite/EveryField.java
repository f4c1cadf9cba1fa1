package io.orra.benchmarks.kite;

import io.orra.kite.Tick;

/** Reads all that a tick has. */
final class EveryField {
    private EveryField() {}

    /** Prices as they are, in whole units. */
    static long units(Tick tick) {
        long sum = tick.instrumentToken()
                + tick.divisor()
                + tick.lastPriceUnits()
                + tick.lastTradedQuantity()
                + tick.averagePriceUnits()
                + tick.volumeTraded()
                + tick.totalBuyQuantity()
                + tick.totalSellQuantity()
                + tick.openUnits()
                + tick.highUnits()
                + tick.lowUnits()
                + tick.closeUnits()
                + tick.lastTradeTime()
                + tick.openInterest()
                + tick.openInterestDayHigh()
                + tick.openInterestDayLow()
                + tick.exchangeTime();
        for (int level = 0; level < Tick.DEPTH_LEVELS; level++) {
            sum += tick.bidQuantity(level) + tick.bidPriceUnits(level) + tick.bidOrders(level);
            sum += tick.askQuantity(level) + tick.askPriceUnits(level) + tick.askOrders(level);
        }
        return sum;
    }

    /** Each price divided into rupees; what is not a price is summed apart, so that no sum waits for a division. */
    static double rupees(Tick tick) {
        double rupee = tick.divisor();
        double last = tick.lastPriceUnits() / rupee + tick.averagePriceUnits() / rupee;
        double day = tick.openUnits() / rupee
                + tick.highUnits() / rupee
                + tick.lowUnits() / rupee
                + tick.closeUnits() / rupee;
        long sum = tick.instrumentToken()
                + tick.lastTradedQuantity()
                + tick.volumeTraded()
                + tick.totalBuyQuantity()
                + tick.totalSellQuantity()
                + tick.lastTradeTime()
                + tick.openInterest()
                + tick.openInterestDayHigh()
                + tick.openInterestDayLow()
                + tick.exchangeTime();
        double bids = 0;
        double asks = 0;
        for (int level = 0; level < Tick.DEPTH_LEVELS; level++) {
            sum += tick.bidQuantity(level) + tick.bidOrders(level) + tick.askQuantity(level) + tick.askOrders(level);
            bids += tick.bidPriceUnits(level) / rupee;
            asks += tick.askPriceUnits(level) / rupee;
        }
        return sum + last + day + bids + asks;
    }
}
