package io.orra.kite;

/** Part of an exchange, as the low byte of an instrument token names it. It decides how prices are scaled. */
public enum Segment {
    NSE(2),
    NFO(2),
    CDS(7),
    BSE(2),
    BFO(2),
    BCD(4),
    MCX(2),
    MCXSX(2),
    INDICES(2),
    /** A segment that the broker hasn't documented; scaled as the official clients do. */
    OTHER(2);

    private static final Segment[] BY_CODE = {OTHER, NSE, NFO, CDS, BSE, BFO, BCD, MCX, MCXSX, INDICES};

    private final int decimals;
    private final int divisor;

    Segment(int decimals) {
        this.decimals = decimals;
        this.divisor = (int) Math.pow(10, decimals);
    }

    public static Segment of(long instrumentToken) {
        int code = (int) (instrumentToken & 0xFF);
        return code < BY_CODE.length ? BY_CODE[code] : OTHER;
    }

    /** Digits of a price after the point. */
    public int decimals() {
        return decimals;
    }

    /** How many price units make one rupee. */
    public int divisor() {
        return divisor;
    }
}
