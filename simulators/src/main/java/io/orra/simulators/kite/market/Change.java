package io.orra.simulators.kite.market;

/** How much of a tick changed; each level includes those before it. */
public enum Change {
    NONE,
    /** Only what full mode shows: depth, open interest, times. */
    BOOK,
    /** Something that quote mode shows too. */
    TRADE,
    /** The last price. */
    PRICE
}
