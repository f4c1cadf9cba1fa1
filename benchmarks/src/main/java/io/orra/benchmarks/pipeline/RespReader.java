package io.orra.benchmarks.pipeline;

import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Instant;

/** Redis' answers, part by part, in one array that is used again. */
final class RespReader {
    private static final long MICROS = 1L << 32;

    private final InputStream in;
    private final Clock clock = Clock.systemUTC();
    private final byte[] bytes = new byte[1 << 20];
    private int next;
    private int end;
    private int at;
    private int length;
    private long micros;

    RespReader(InputStream in) {
        this.in = in;
    }

    /** The number on the next line of the kind; lines of other kinds are passed over. */
    int line(char kind) throws IOException {
        while (true) {
            need(1);
            char found = (char) bytes[next++];
            int number = 0;
            for (byte sign = sign(); sign != '\n'; sign = sign()) {
                number = sign >= '0' && sign <= '9' ? number * 10 + sign - '0' : number;
            }
            if (found == kind) {
                return number;
            }
        }
    }

    private byte sign() throws IOException {
        need(1);
        return bytes[next++];
    }

    /** Makes the next part the present one. */
    void part() throws IOException {
        int size = line('$');
        need(size + 2);
        at = next;
        length = size;
        next += size + 2;
    }

    byte[] bytes() {
        return bytes;
    }

    /** Where the present part begins. */
    int at() {
        return at;
    }

    int length() {
        return length;
    }

    /** When what was read last arrived, in microseconds, their last 32 bits. */
    long micros() {
        return micros;
    }

    private void need(int count) throws IOException {
        while (end - next < count) {
            if (next == end) {
                next = 0;
                end = 0;
            } else if (bytes.length - next < count || end == bytes.length) {
                System.arraycopy(bytes, next, bytes, 0, end - next);
                end -= next;
                next = 0;
            }
            int read = in.read(bytes, end, bytes.length - end);
            if (read < 0) {
                throw new IOException("Redis closed the connection");
            }
            end += read;
            Instant now = clock.instant();
            micros = (now.getEpochSecond() * 1_000_000 + now.getNano() / 1_000) % MICROS;
        }
    }
}
