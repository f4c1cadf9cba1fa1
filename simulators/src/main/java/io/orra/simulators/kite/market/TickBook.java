package io.orra.simulators.kite.market;

import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The present tick of each instrument, kept in the ticker's wire layout (big-endian). The layouts are prefixes of each
 * other: the first 8 bytes are an ltp packet, the first 44 (28 for an index) a quote packet, all 184 (32) a full one; so
 * nothing is encoded when a tick is sent.
 */
public final class TickBook {
    static final int STRIDE = 184;
    private static final int INDEX_FULL = 32;
    private static final int INDEX_QUOTE = 28;
    private static final int QUOTE = 44;
    private static final int LTP = 8;

    static final int LAST_PRICE = 4;
    static final int LAST_QUANTITY = 8;
    static final int AVERAGE_PRICE = 12;
    static final int VOLUME = 16;
    static final int BUY_QUANTITY = 20;
    static final int SELL_QUANTITY = 24;
    static final int OPEN = 28;
    static final int HIGH = 32;
    static final int LOW = 36;
    static final int CLOSE = 40;
    static final int LAST_TRADE_TIME = 44;
    static final int OI = 48;
    static final int OI_HIGH = 52;
    static final int OI_LOW = 56;
    static final int EXCHANGE_TIME = 60;
    static final int DEPTH = 64;
    static final int DEPTH_ENTRY = 12;
    static final int DEPTH_LEVELS = 10;

    static final int INDEX_HIGH = 8;
    static final int INDEX_LOW = 12;
    static final int INDEX_OPEN = 16;
    static final int INDEX_CLOSE = 20;
    static final int INDEX_CHANGE = 24;
    static final int INDEX_TIME = 28;

    private final List<Instrument> instruments;
    private final byte[] bytes;
    private final ByteBuffer view;
    private final Map<Integer, Integer> positions = new HashMap<>();

    TickBook(List<Instrument> instruments) {
        this.instruments = instruments;
        this.bytes = new byte[instruments.size() * STRIDE];
        this.view = ByteBuffer.wrap(bytes);
        for (int i = 0; i < instruments.size(); i++) {
            positions.put(instruments.get(i).token(), i);
            view.putInt(i * STRIDE, instruments.get(i).token());
        }
    }

    public int size() {
        return instruments.size();
    }

    public Instrument instrument(int position) {
        return instruments.get(position);
    }

    /** @return where the token's instrument stands, or -1 for a token that is not in the list */
    public int position(int token) {
        return positions.getOrDefault(token, -1);
    }

    /** Length in bytes of the packet for the mode. */
    public int length(int position, Mode mode) {
        boolean index = instruments.get(position).isIndex();
        return switch (mode) {
            case LTP -> LTP;
            case QUOTE -> index ? INDEX_QUOTE : QUOTE;
            case FULL -> index ? INDEX_FULL : STRIDE;
        };
    }

    /** All ticks, one after the other; an instrument's packet starts at {@link #offset}. */
    public byte[] bytes() {
        return bytes;
    }

    public int offset(int position) {
        return position * STRIDE;
    }

    int get(int position, int field) {
        return view.getInt(position * STRIDE + field);
    }

    void set(int position, int field, int value) {
        view.putInt(position * STRIDE + field, value);
    }

    int depth(int position, int level, int field) {
        return get(position, DEPTH + level * DEPTH_ENTRY + field);
    }

    int orders(int position, int level) {
        return view.getShort(position * STRIDE + DEPTH + level * DEPTH_ENTRY + 8) & 0xffff;
    }

    void setDepth(int position, int level, int quantity, int price, int orders) {
        int at = position * STRIDE + DEPTH + level * DEPTH_ENTRY;
        view.putInt(at, quantity);
        view.putInt(at + 4, price);
        view.putShort(at + 8, (short) orders);
    }

    /**
     * Takes over a packet from outside (a recording).
     *
     * @return which modes see a change
     */
    Change copyIn(int position, byte[] packet, int from, int length) {
        int at = position * STRIDE;
        int usable = Math.min(length, this.length(position, Mode.FULL));
        Change change = Change.NONE;
        for (int i = usable - 1; i >= LAST_PRICE; i--) {
            if (bytes[at + i] != packet[from + i]) {
                boolean quote = i < this.length(position, Mode.QUOTE);
                Change here = i < LTP ? Change.PRICE : quote ? Change.TRADE : Change.BOOK;
                change = here.ordinal() > change.ordinal() ? here : change;
                bytes[at + i] = packet[from + i];
            }
        }
        return change;
    }
}
