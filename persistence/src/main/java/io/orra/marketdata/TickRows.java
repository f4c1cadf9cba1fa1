package io.orra.marketdata;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.sql.SQLException;
import java.util.Arrays;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/**
 * Ticks on their way into the database, written straight into the binary form of COPY. One tick is {@link #tick}, then
 * {@link #trades} or {@link #noTrades}, then {@link #depth} or {@link #noDepth}. Prices are units of the instrument's
 * segment; quantities unsigned 32-bit. Not for two threads at once.
 */
public final class TickRows {

    /** The columns in the order of the methods' parameters. */
    private static final String COLUMNS =
            "(instrument_token, at, fingerprint, received_at, last_price, occurrence, mode,"
                    + " last_quantity, average_price, volume, buy_quantity, sell_quantity,"
                    + " open_interest, bid_price, bid_quantity, ask_price, ask_quantity)";

    private static final byte[] HEADER = {'P', 'G', 'C', 'O', 'P', 'Y', '\n', -1, '\r', '\n', 0, 0, 0, 0, 0, 0, 0, 0, 0
    };
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle SHORT = MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.BIG_ENDIAN);
    private static final short FIELDS = 17;
    /** No row is longer: a field count, and each field with its length. */
    private static final int LONGEST_ROW = 2 + FIELDS * 12;

    /** PostgreSQL counts from 2000-01-01. */
    private static final long EPOCH_SECONDS = 946_684_800L;

    private static final long MICROS = 1_000_000L;

    private byte[] bytes = new byte[HEADER.length + 256 * LONGEST_ROW];
    private long[] tokens = new long[256];
    private long[] seconds = new long[256];
    private int length;
    private int count;

    public TickRows() {
        clear();
    }

    public void clear() {
        System.arraycopy(HEADER, 0, bytes, 0, HEADER.length);
        length = HEADER.length;
        count = 0;
    }

    public int count() {
        return count;
    }

    /**
     * @param atSeconds the exchange's time, UNIX seconds
     * @param receivedMicros UNIX microseconds
     * @param mode 0 ltp, 1 quote, 2 full
     */
    public void tick(
            long token,
            long atSeconds,
            long fingerprint,
            long receivedMicros,
            long lastPrice,
            int occurrence,
            int mode) {
        makeRoom();
        tokens[count] = token;
        seconds[count] = atSeconds;
        count++;
        SHORT.set(bytes, length, FIELDS);
        length += 2;
        put(token);
        put((atSeconds - EPOCH_SECONDS) * MICROS);
        put(fingerprint);
        put(receivedMicros - EPOCH_SECONDS * MICROS);
        put(lastPrice);
        put((short) occurrence);
        put((short) mode);
    }

    public void trades(long lastQuantity, long averagePrice, long volume, long buyQuantity, long sellQuantity) {
        put(lastQuantity);
        put(averagePrice);
        put(volume);
        put(buyQuantity);
        put(sellQuantity);
    }

    public void noTrades() {
        putNulls(5);
    }

    public void depth(long openInterest, long bidPrice, long bidQuantity, long askPrice, long askQuantity) {
        put(openInterest);
        put(bidPrice);
        put(bidQuantity);
        put(askPrice);
        put(askQuantity);
    }

    public void noDepth() {
        putNulls(5);
    }

    /**
     * Sends the rows to a table that has these columns.
     *
     * @param table a name of our own, never text from outside
     */
    public void copyInto(PGConnection connection, String table) throws SQLException {
        CopyIn copy = connection.getCopyAPI().copyIn("copy " + table + " " + COLUMNS + " from stdin (format binary)");
        try {
            copy.writeToCopy(bytes, 0, length);
            copy.endCopy();
        } finally {
            if (copy.isActive()) {
                copy.cancelCopy();
            }
        }
    }

    long token(int row) {
        return tokens[row];
    }

    long seconds(int row) {
        return seconds[row];
    }

    private void makeRoom() {
        if (length + LONGEST_ROW > bytes.length) {
            bytes = Arrays.copyOf(bytes, bytes.length * 2);
        }
        if (count == tokens.length) {
            tokens = Arrays.copyOf(tokens, count * 2);
            seconds = Arrays.copyOf(seconds, count * 2);
        }
    }

    private void put(long value) {
        INT.set(bytes, length, 8);
        LONG.set(bytes, length + 4, value);
        length += 12;
    }

    private void put(short value) {
        INT.set(bytes, length, 2);
        SHORT.set(bytes, length + 4, value);
        length += 6;
    }

    private void putNulls(int fields) {
        for (int i = 0; i < fields; i++) {
            INT.set(bytes, length, -1);
            length += 4;
        }
    }
}
