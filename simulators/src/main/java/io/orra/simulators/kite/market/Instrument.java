package io.orra.simulators.kite.market;

/**
 * One row of the instruments dump.
 *
 * @param token exchange token in the upper bits, segment in the low byte
 * @param expiry yyyy-MM-dd or empty
 * @param basePrice in rupees, where the random walk starts; not part of the dump
 */
public record Instrument(
        int token,
        String symbol,
        String name,
        String expiry,
        double strike,
        double tickSize,
        int lotSize,
        String type,
        String segment,
        String exchange,
        double basePrice) {

    public int exchangeToken() {
        return token >>> 8;
    }

    public boolean isIndex() {
        return isIndex(token);
    }

    public static boolean isIndex(int token) {
        return (token & 0xff) == 9;
    }

    /** What a price on the wire is divided by: 10,000,000 for CDS, 10,000 for BCD, else 100. */
    public int divisor() {
        return divisor(token);
    }

    public static int divisor(int token) {
        return switch (token & 0xff) {
            case 3 -> 10_000_000;
            case 6 -> 10_000;
            default -> 100;
        };
    }

    /** The key of the quote calls. */
    public String key() {
        return exchange + ":" + symbol;
    }
}
