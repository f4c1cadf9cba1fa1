package io.orra.simulators.kite.ticker;

import io.orra.simulators.http.BadInput;
import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * Ticker messages in a file. All numbers are big-endian: the eight ASCII characters {@code ORRATK01}, then for each
 * message a uint32 with the milliseconds since the start, a uint32 with the length, and the binary WebSocket message as
 * the ticker sends it (packet count, then length and packet each). A day may be larger than the memory, so it is read
 * while it is played.
 *
 * @param messages how many it holds
 */
public record Recording(Path file, int messages) {
    public record Frame(long offsetMs, byte[] message) {}

    private static final byte[] MAGIC = "ORRATK01".getBytes(StandardCharsets.US_ASCII);
    private static final int LONGEST = 16 << 20;

    /**
     * Looks through the file without keeping it.
     *
     * @throws BadInput when the file is not there or not a recording
     */
    public static Recording of(Path file) {
        try (Frames frames = new Frames(file)) {
            int messages = 0;
            while (frames.skip()) {
                messages++;
            }
            return new Recording(file, messages);
        } catch (EOFException e) {
            throw new BadInput("'file' is damaged: it ends within a message");
        } catch (IOException e) {
            throw new BadInput("'file' cannot be read");
        }
    }

    Frames open() throws IOException {
        return new Frames(file);
    }

    /** The messages in their order. */
    static final class Frames implements Closeable {
        private final DataInputStream in;
        private long offset;

        private Frames(Path file) throws IOException {
            in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file)));
            if (!Arrays.equals(in.readNBytes(MAGIC.length), MAGIC)) {
                in.close();
                throw new BadInput("'file' is not a recording: it does not start with ORRATK01");
            }
        }

        /** The next one, or null at the end. */
        Frame next() throws IOException {
            int length = head();
            if (length < 0) {
                return null;
            }
            byte[] message = new byte[length];
            in.readFully(message);
            return new Frame(offset, message);
        }

        /** Passes one over; false at the end. */
        private boolean skip() throws IOException {
            int length = head();
            if (length >= 0) {
                in.skipNBytes(length);
            }
            return length >= 0;
        }

        private int head() throws IOException {
            int first = in.read();
            if (first < 0) {
                return -1;
            }
            offset = (long) first << 24 | in.readUnsignedByte() << 16 | in.readUnsignedShort();
            int length = in.readInt();
            if (length < 1 || length > LONGEST) {
                throw new BadInput("'file' is damaged: a message of " + length + " bytes");
            }
            return length;
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }

    static void begin(OutputStream out) throws IOException {
        out.write(MAGIC);
    }

    static void append(DataOutputStream out, long offsetMs, byte[] message) throws IOException {
        out.writeInt((int) offsetMs);
        out.writeInt(message.length);
        out.write(message);
    }
}
