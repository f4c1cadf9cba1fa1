package io.orra.simulators.kite.market;

/** What a subscriber gets of an instrument, from least to most. */
public enum Mode {
    LTP,
    QUOTE,
    FULL;

    /** A tick goes out only when a value that the mode shows has changed. */
    public boolean sees(Change change) {
        return switch (this) {
            case LTP -> change == Change.PRICE;
            case QUOTE -> change.ordinal() >= Change.TRADE.ordinal();
            case FULL -> change != Change.NONE;
        };
    }
}
