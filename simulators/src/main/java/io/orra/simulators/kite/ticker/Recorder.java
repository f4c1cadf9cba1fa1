package io.orra.simulators.kite.ticker;

import io.orra.simulators.http.BadInput;
import io.orra.simulators.kite.market.Changes;
import io.orra.simulators.kite.market.Market;
import io.orra.simulators.kite.market.Mode;
import io.orra.simulators.kite.market.TickBook;
import io.vertx.core.buffer.Buffer;
import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes every change of the market as full packets, as a subscriber to everything would get them. */
public final class Recorder {
    private final Market market;
    private DataOutputStream out;
    private long start;
    private long messages;

    public Recorder(Market market) {
        this.market = market;
        market.onChanges(this::write);
    }

    public void start(Path file) {
        if (out != null) {
            throw new BadInput("a recording is running; stop it first");
        }
        try {
            out = new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file)));
            Recording.begin(out);
            start = System.nanoTime();
            messages = 0;
        } catch (IOException e) {
            out = null;
            throw new BadInput("'file' cannot be written");
        }
    }

    /** @return how many messages were written */
    public long stop() {
        if (out == null) {
            throw new BadInput("no recording is running");
        }
        try (DataOutputStream closing = out) {
            closing.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            out = null;
        }
        return messages;
    }

    private void write(Changes changes) {
        if (out == null) {
            return;
        }
        TickBook book = market.book();
        long offset = (System.nanoTime() - start) / 1_000_000;
        try {
            for (int from = 0; from < changes.size(); from += TickWriter.MOST_PACKETS) {
                int to = Math.min(changes.size(), from + TickWriter.MOST_PACKETS);
                Recording.append(out, offset, message(book, changes, from, to));
                messages++;
            }
        } catch (IOException e) {
            out = null;
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] message(TickBook book, Changes changes, int from, int to) {
        Buffer message = Buffer.buffer().appendUnsignedShort(to - from);
        for (int i = from; i < to; i++) {
            int position = changes.position(i);
            int length = book.length(position, Mode.FULL);
            message.appendUnsignedShort(length).appendBytes(book.bytes(), book.offset(position), length);
        }
        return message.getBytes();
    }
}
