package io.orra.simulators.kite.ticker;

import io.orra.simulators.http.BadInput;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Ticker messages in a file. All numbers are big-endian: the eight ASCII characters {@code ORRATK01}, then for each
 * message a uint32 with the milliseconds since the start, a uint32 with the length, and the binary WebSocket message as
 * the ticker sends it (packet count, then length and packet each).
 */
public record Recording(List<Frame> frames) {
    public record Frame(long offsetMs, byte[] message) {}

    private static final byte[] MAGIC = "ORRATK01".getBytes(StandardCharsets.US_ASCII);
    private static final int LONGEST = 16 << 20;

    /** @throws BadInput when the file is not there or not a recording */
    public static Recording read(Path file) {
        List<Frame> frames = new ArrayList<>();
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
            if (!Arrays.equals(in.readNBytes(MAGIC.length), MAGIC)) {
                throw new BadInput("'file' is not a recording: it does not start with ORRATK01");
            }
            for (int first = in.read(); first >= 0; first = in.read()) {
                long offset = (long) first << 24 | in.readUnsignedByte() << 16 | in.readUnsignedShort();
                int length = in.readInt();
                if (length < 1 || length > LONGEST) {
                    throw new BadInput("'file' is damaged: a message of " + length + " bytes");
                }
                byte[] message = new byte[length];
                in.readFully(message);
                frames.add(new Frame(offset, message));
            }
        } catch (EOFException e) {
            throw new BadInput("'file' is damaged: it ends within a message");
        } catch (IOException e) {
            throw new BadInput("'file' cannot be read");
        }
        return new Recording(frames);
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
