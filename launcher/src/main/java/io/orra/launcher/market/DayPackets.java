package io.orra.launcher.market;

import java.nio.ByteBuffer;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.Map;

/**
 * Makes the feed's packets of stored ticks. What is not stored is made of what is: the day's open, high and low and the
 * extremes of the open interest of the ticks so far, the close of the day before of the first price; of the depth there
 * is the best price of each side.
 */
final class DayPackets {

    private static final int LTP = 8;
    private static final int QUOTE = 44;
    private static final int FULL = 184;
    private static final int INDICES = 9;
    private static final int FIRST_BID = 64;
    private static final int FIRST_ASK = 124;

    /** What an instrument's day has shown so far. */
    private static final class Course {
        private long open = -1;
        private long high;
        private long low;
        private long interestHigh;
        private long interestLow;

        void add(long price, long interest) {
            high = open < 0 ? price : Math.max(high, price);
            low = open < 0 ? price : Math.min(low, price);
            interestHigh = open < 0 ? interest : Math.max(interestHigh, interest);
            interestLow = open < 0 ? interest : Math.min(interestLow, interest);
            open = open < 0 ? price : open;
        }
    }

    private final Map<Long, Course> courses = new HashMap<>();

    /** A packet in the layout of the tick's mode; indices have their price only. */
    byte[] packet(ResultSet tick) throws SQLException {
        long token = tick.getLong("instrument_token");
        long price = tick.getLong("last_price");
        int mode = (token & 0xff) == INDICES ? 0 : tick.getInt("mode");
        ByteBuffer packet = ByteBuffer.allocate(mode == 0 ? LTP : mode == 1 ? QUOTE : FULL);
        packet.putInt((int) token).putInt((int) price);
        if (mode == 0) {
            return packet.array();
        }
        Course course = courses.computeIfAbsent(token, key -> new Course());
        course.add(price, tick.getLong("open_interest"));
        for (String column :
                new String[] {"last_quantity", "average_price", "volume", "buy_quantity", "sell_quantity"}) {
            packet.putInt((int) tick.getLong(column));
        }
        packet.putInt((int) course.open)
                .putInt((int) course.high)
                .putInt((int) course.low)
                .putInt((int) course.open);
        if (mode == 2) {
            Instant at = tick.getObject("at", OffsetDateTime.class).toInstant();
            packet.putInt((int) at.getEpochSecond()).putInt((int) tick.getLong("open_interest"));
            packet.putInt((int) course.interestHigh).putInt((int) course.interestLow);
            packet.putInt((int) at.getEpochSecond());
            level(packet, FIRST_BID, tick.getLong("bid_quantity"), tick.getLong("bid_price"));
            level(packet, FIRST_ASK, tick.getLong("ask_quantity"), tick.getLong("ask_price"));
        }
        return packet.array();
    }

    private static void level(ByteBuffer packet, int at, long quantity, long price) {
        packet.putInt(at, (int) quantity).putInt(at + 4, (int) price);
        packet.putShort(at + 8, (short) (quantity == 0 ? 0 : 1));
    }
}
