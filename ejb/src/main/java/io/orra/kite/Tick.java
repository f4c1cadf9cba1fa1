package io.orra.kite;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.math.BigDecimal;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * One packet of the broker's feed: a view on the frame's bytes that reads a field when it is asked for, so that a tick
 * costs one small object however many fields its packet has. Whoever keeps a tick for longer than its frame takes a
 * {@link #detached()} one.
 *
 * <p>Numbers are unsigned 32-bit as the broker documents them. Prices are whole units of 1/{@link #divisor()} rupee; the
 * decimal forms are exact. Times are UNIX seconds. A field that the packet lacks reads as 0; {@link #hasDepth()} and its
 * kin tell.
 */
public final class Tick {
    static final int LTP_LENGTH = 8;
    static final int INDEX_QUOTE_LENGTH = 28;
    static final int INDEX_FULL_LENGTH = 32;
    static final int QUOTE_LENGTH = 44;
    static final int FULL_LENGTH = 184;

    /** Best prices on each side of a full packet's order book. */
    public static final int DEPTH_LEVELS = 5;

    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle SHORT = MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.BIG_ENDIAN);
    private static final int DEPTH_START = 64;
    private static final int DEPTH_ENTRY = 12;

    private final byte[] bytes;
    private final int offset;
    private final int length;

    /** @param length one of the five packet lengths, wholly inside the bytes */
    Tick(byte[] bytes, int offset, int length) {
        this.bytes = bytes;
        this.offset = offset;
        this.length = length;
    }

    /** The same tick with bytes of its own. */
    public Tick detached() {
        return bytes.length == length ? this : new Tick(Arrays.copyOfRange(bytes, offset, offset + length), 0, length);
    }

    /**
     * The same tick with bytes of its own, in the array of an earlier one where that fits, so that keeping the newest of
     * each instrument makes no garbage.
     *
     * @param earlier a detached tick that nobody looks at any more; null when there is none
     */
    public Tick detachedInto(Tick earlier) {
        if (earlier == null || earlier.bytes.length != length) {
            return new Tick(Arrays.copyOfRange(bytes, offset, offset + length), 0, length);
        }
        System.arraycopy(bytes, offset, earlier.bytes, 0, length);
        return earlier;
    }

    public long instrumentToken() {
        return unsigned(0);
    }

    public Segment segment() {
        return Segment.of(unsigned(0));
    }

    /** False for indices. */
    public boolean tradable() {
        return segment() != Segment.INDICES;
    }

    /** How many price units make one rupee. */
    public int divisor() {
        return segment().divisor();
    }

    public TickMode mode() {
        return switch (length) {
            case LTP_LENGTH -> TickMode.LTP;
            case INDEX_QUOTE_LENGTH, QUOTE_LENGTH -> TickMode.QUOTE;
            default -> TickMode.FULL;
        };
    }

    /** Whether this is an index's packet, which has prices and nothing traded. */
    public boolean isIndex() {
        return length == INDEX_QUOTE_LENGTH || length == INDEX_FULL_LENGTH;
    }

    public boolean hasPrices() {
        return length > LTP_LENGTH;
    }

    /** Whether quantities, average price and volume are there. */
    public boolean hasTrades() {
        return length >= QUOTE_LENGTH;
    }

    public boolean hasDepth() {
        return length == FULL_LENGTH;
    }

    public boolean hasExchangeTime() {
        return length == FULL_LENGTH || length == INDEX_FULL_LENGTH;
    }

    public long lastPriceUnits() {
        return unsigned(4);
    }

    public long openUnits() {
        return isIndex() ? unsigned(16) : traded(28);
    }

    public long highUnits() {
        return isIndex() ? unsigned(8) : traded(32);
    }

    public long lowUnits() {
        return isIndex() ? unsigned(12) : traded(36);
    }

    /** Close of the day before. */
    public long closeUnits() {
        return isIndex() ? unsigned(20) : traded(40);
    }

    public long lastTradedQuantity() {
        return traded(8);
    }

    public long averagePriceUnits() {
        return traded(12);
    }

    public long volumeTraded() {
        return traded(16);
    }

    public long totalBuyQuantity() {
        return traded(20);
    }

    public long totalSellQuantity() {
        return traded(24);
    }

    /** UNIX seconds; 0 when the instrument was never traded. */
    public long lastTradeTime() {
        return full(44);
    }

    public long openInterest() {
        return full(48);
    }

    public long openInterestDayHigh() {
        return full(52);
    }

    public long openInterestDayLow() {
        return full(56);
    }

    /** UNIX seconds. */
    public long exchangeTime() {
        return length == INDEX_FULL_LENGTH ? unsigned(28) : full(60);
    }

    /** @param level 0 is the best price */
    public long bidQuantity(int level) {
        return full(entry(level));
    }

    public long bidPriceUnits(int level) {
        return full(entry(level) + 4);
    }

    public int bidOrders(int level) {
        return orders(entry(level));
    }

    public long askQuantity(int level) {
        return full(entry(level + DEPTH_LEVELS));
    }

    public long askPriceUnits(int level) {
        return full(entry(level + DEPTH_LEVELS) + 4);
    }

    public int askOrders(int level) {
        return orders(entry(level + DEPTH_LEVELS));
    }

    public BigDecimal lastPrice() {
        return decimal(lastPriceUnits());
    }

    /** Exact rupees of a price in this tick's units. */
    public BigDecimal decimal(long units) {
        return BigDecimal.valueOf(units, segment().decimals());
    }

    private long unsigned(int at) {
        return (int) INT.get(bytes, offset + at) & 0xFFFF_FFFFL;
    }

    private long traded(int at) {
        return length >= QUOTE_LENGTH ? unsigned(at) : 0;
    }

    private long full(int at) {
        return length == FULL_LENGTH ? unsigned(at) : 0;
    }

    private int orders(int entry) {
        return length == FULL_LENGTH ? (short) SHORT.get(bytes, offset + entry + 8) & 0xFFFF : 0;
    }

    private static int entry(int index) {
        if (index < 0 || index >= 2 * DEPTH_LEVELS) {
            throw new IndexOutOfBoundsException(index);
        }
        return DEPTH_START + index * DEPTH_ENTRY;
    }

    @Override
    public String toString() {
        return "Tick[" + instrumentToken() + " " + mode().wireName() + " " + lastPrice() + "]";
    }
}
