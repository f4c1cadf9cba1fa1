package io.orra.simulators.kite.ticker;

import io.orra.simulators.kite.market.Changes;
import io.orra.simulators.kite.market.Mode;
import io.orra.simulators.kite.market.TickBook;
import io.vertx.core.buffer.Buffer;

/** Packs ticks many to a frame, up to 300 packets, straight from the book's bytes. */
final class TickWriter {
    static final int MOST_PACKETS = 300;

    private final TickBook book;
    private final int[] positions = new int[MOST_PACKETS];
    private final Mode[] modes = new Mode[MOST_PACKETS];
    private int count;
    private int bytes;

    TickWriter(TickBook book) {
        this.book = book;
    }

    void changes(Changes changes, TickerConnection connection) {
        Subscriptions subscriptions = connection.subscriptions();
        for (int i = 0; i < changes.size(); i++) {
            Mode mode = subscriptions.at(changes.position(i));
            if (mode != null && mode.sees(changes.change(i))) {
                add(changes.position(i), mode, connection);
            }
        }
        flush(connection);
    }

    /** The present tick of an instrument, whether it changed or not. */
    void add(int position, Mode mode, TickerConnection connection) {
        positions[count] = position;
        modes[count++] = mode;
        bytes += 2 + book.length(position, mode);
        if (count == MOST_PACKETS) {
            flush(connection);
        }
    }

    void flush(TickerConnection connection) {
        if (count == 0) {
            return;
        }
        Buffer frame = FrameWriter.begin(Opcode.BINARY, 2 + bytes).appendUnsignedShort(count);
        for (int i = 0; i < count; i++) {
            int length = book.length(positions[i], modes[i]);
            frame.appendUnsignedShort(length).appendBytes(book.bytes(), book.offset(positions[i]), length);
        }
        connection.ticks(frame, count);
        count = 0;
        bytes = 0;
    }
}
