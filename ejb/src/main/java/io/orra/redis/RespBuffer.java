package io.orra.redis;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Redis commands as they go over the wire, one after another in one array that is used again. */
public final class RespBuffer {
    private static final int DIGITS = 20;

    private byte[] bytes = new byte[1 << 16];
    private int size;

    /** Begins a command of so many parts, its name included. */
    public RespBuffer command(int parts) {
        return head('*', parts);
    }

    public RespBuffer part(String text) {
        return part(text.getBytes(StandardCharsets.UTF_8));
    }

    public RespBuffer part(byte[] part) {
        head('$', part.length);
        return raw(part).lineEnd();
    }

    /** One part made of a beginning and a number, not negative. */
    public RespBuffer part(byte[] beginning, long number) {
        int digits = digits(number);
        head('$', beginning.length + digits);
        return raw(beginning).number(number, digits).lineEnd();
    }

    /** Makes room for a part of so many bytes; they belong into {@link #array()} at the place that is returned. */
    public int place(int length) {
        head('$', length);
        room(length);
        int at = size;
        size += length;
        lineEnd();
        return at;
    }

    /** The array as it is now; it may be another one after the next part. */
    public byte[] array() {
        return bytes;
    }

    public int size() {
        return size;
    }

    public void clear() {
        size = 0;
    }

    private RespBuffer head(char kind, int count) {
        room(1 + DIGITS);
        bytes[size++] = (byte) kind;
        return number(count, digits(count)).lineEnd();
    }

    private RespBuffer raw(byte[] text) {
        room(text.length);
        System.arraycopy(text, 0, bytes, size, text.length);
        size += text.length;
        return this;
    }

    private RespBuffer number(long value, int digits) {
        room(digits);
        long rest = value;
        for (int at = size + digits - 1; at >= size; at--) {
            bytes[at] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        size += digits;
        return this;
    }

    private RespBuffer lineEnd() {
        room(2);
        bytes[size++] = '\r';
        bytes[size++] = '\n';
        return this;
    }

    private static int digits(long value) {
        int count = 1;
        for (long rest = value; rest >= 10; rest /= 10) {
            count++;
        }
        return count;
    }

    private void room(int more) {
        if (bytes.length - size < more) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, size + more));
        }
    }
}
