package io.orra.kite;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;

/**
 * A frame read a second time, by the broker's table of offsets alone and as slowly as one likes. It shares nothing with
 * the decoder but the names of the fields.
 */
final class FrameReading {
    private record Field(String name, ToLongFunction<Tick> ours, int index, int quote, int full) {}

    private static final int ABSENT = -1;

    /** Offset in a packet of an index, of a quote, and of a full packet; every longer form has the fields of a shorter. */
    private static final List<Field> FIELDS = fields();

    final List<Map<String, Long>> packets = new ArrayList<>();
    boolean heartbeat;
    boolean malformed;
    int unknown;

    static FrameReading of(byte[] frame) {
        FrameReading reading = new FrameReading();
        reading.heartbeat = frame.length == 1;
        if (!reading.heartbeat) {
            reading.read(ByteBuffer.wrap(frame));
        }
        return reading;
    }

    /** What our tick says, in the same form. */
    static Map<String, Long> of(Tick tick) {
        Map<String, Long> read = new LinkedHashMap<>();
        FIELDS.forEach(field -> read.put(field.name(), field.ours().applyAsLong(tick)));
        return read;
    }

    private void read(ByteBuffer rest) {
        try {
            int count = rest.getShort() & 0xFFFF;
            for (int packet = 0; packet < count; packet++) {
                byte[] bytes = new byte[rest.getShort() & 0xFFFF];
                rest.get(bytes);
                if (List.of(8, 28, 32, 44, 184).contains(bytes.length)) {
                    packets.add(packet(ByteBuffer.wrap(bytes)));
                } else {
                    unknown++;
                }
            }
            malformed = rest.hasRemaining();
        } catch (BufferUnderflowException endedEarly) {
            malformed = true;
        }
    }

    private static Map<String, Long> packet(ByteBuffer packet) {
        int length = packet.capacity();
        Map<String, Long> read = new LinkedHashMap<>();
        for (Field field : FIELDS) {
            int offset =
                    switch (length) {
                        case 8 -> field.quote() < 8 ? field.quote() : ABSENT;
                        case 28 -> field.index() < 28 ? field.index() : ABSENT;
                        case 32 -> field.index();
                        case 44 -> field.quote();
                        default -> field.full();
                    };
            boolean orders = field.name().endsWith("orders");
            long value = offset == ABSENT
                    ? 0
                    : orders ? packet.getShort(offset) & 0xFFFFL : packet.getInt(offset) & 0xFFFF_FFFFL;
            read.put(field.name(), value);
        }
        return read;
    }

    private static List<Field> fields() {
        List<Field> fields = new ArrayList<>(List.of(
                new Field("token", Tick::instrumentToken, 0, 0, 0),
                new Field("last price", Tick::lastPriceUnits, 4, 4, 4),
                new Field("high", Tick::highUnits, 8, 32, 32),
                new Field("low", Tick::lowUnits, 12, 36, 36),
                new Field("open", Tick::openUnits, 16, 28, 28),
                new Field("close", Tick::closeUnits, 20, 40, 40),
                new Field("last quantity", Tick::lastTradedQuantity, ABSENT, 8, 8),
                new Field("average price", Tick::averagePriceUnits, ABSENT, 12, 12),
                new Field("volume", Tick::volumeTraded, ABSENT, 16, 16),
                new Field("buy quantity", Tick::totalBuyQuantity, ABSENT, 20, 20),
                new Field("sell quantity", Tick::totalSellQuantity, ABSENT, 24, 24),
                new Field("last trade", Tick::lastTradeTime, ABSENT, ABSENT, 44),
                new Field("oi", Tick::openInterest, ABSENT, ABSENT, 48),
                new Field("oi high", Tick::openInterestDayHigh, ABSENT, ABSENT, 52),
                new Field("oi low", Tick::openInterestDayLow, ABSENT, ABSENT, 56),
                new Field("exchange time", Tick::exchangeTime, 28, ABSENT, 60)));
        for (int depth = 0; depth < 5; depth++) {
            int level = depth;
            int bid = 64 + 12 * level;
            int ask = 124 + 12 * level;
            fields.add(new Field(level + " bid quantity", tick -> tick.bidQuantity(level), ABSENT, ABSENT, bid));
            fields.add(new Field(level + " bid price", tick -> tick.bidPriceUnits(level), ABSENT, ABSENT, bid + 4));
            fields.add(new Field(level + " bid orders", tick -> tick.bidOrders(level), ABSENT, ABSENT, bid + 8));
            fields.add(new Field(level + " ask quantity", tick -> tick.askQuantity(level), ABSENT, ABSENT, ask));
            fields.add(new Field(level + " ask price", tick -> tick.askPriceUnits(level), ABSENT, ABSENT, ask + 4));
            fields.add(new Field(level + " ask orders", tick -> tick.askOrders(level), ABSENT, ABSENT, ask + 8));
        }
        return fields;
    }
}
