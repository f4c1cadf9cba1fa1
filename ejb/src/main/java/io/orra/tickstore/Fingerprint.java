package io.orra.tickstore;

import io.orra.kite.Tick;

/** A number of 64 bits made of all that a packet holds, the same on every instance and in every release. */
final class Fingerprint {

    private static final long SEED = 0x9E37_79B9_7F4A_7C15L;
    private static final long FIRST = 0xBF58_476D_1CE4_E5B9L;
    private static final long SECOND = 0x94D0_49BB_1331_11EBL;

    private Fingerprint() {}

    static long of(Tick tick) {
        long hash = mix(SEED, tick.lastPriceUnits());
        hash = mix(hash, tick.openUnits() << 32 | tick.highUnits());
        hash = mix(hash, tick.lowUnits() << 32 | tick.closeUnits());
        if (tick.hasTrades()) {
            hash = mix(hash, tick.lastTradedQuantity() << 32 | tick.averagePriceUnits());
            hash = mix(hash, tick.volumeTraded());
            hash = mix(hash, tick.totalBuyQuantity() << 32 | tick.totalSellQuantity());
        }
        if (tick.hasDepth()) {
            hash = mix(hash, tick.lastTradeTime() << 32 | tick.openInterest());
            hash = mix(hash, tick.openInterestDayHigh() << 32 | tick.openInterestDayLow());
            for (int level = 0; level < Tick.DEPTH_LEVELS; level++) {
                hash = mix(hash, tick.bidPriceUnits(level) << 32 | tick.bidQuantity(level));
                hash = mix(hash, tick.askPriceUnits(level) << 32 | tick.askQuantity(level));
                hash = mix(hash, (long) tick.bidOrders(level) << 32 | tick.askOrders(level));
            }
        }
        return hash;
    }

    private static long mix(long hash, long value) {
        long mixed = (hash ^ value) * FIRST;
        mixed ^= mixed >>> 31;
        mixed *= SECOND;
        return mixed ^ mixed >>> 29;
    }
}
