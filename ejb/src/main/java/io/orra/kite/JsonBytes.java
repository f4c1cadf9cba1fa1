package io.orra.kite;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A growing byte buffer that writes the few JSON forms a tick needs without making strings. */
final class JsonBytes {
    private static final int IST_OFFSET_SECONDS = 19_800;
    private static final int SECONDS_PER_DAY = 86_400;

    private static final int MOST_DIGITS = 18;

    private static final byte[] TENS = new byte[100];
    private static final byte[] ONES = new byte[100];

    static {
        for (int two = 0; two < 100; two++) {
            TENS[two] = (byte) ('0' + two / 10);
            ONES[two] = (byte) ('0' + two % 10);
        }
    }

    private byte[] bytes = new byte[2048];
    private int size;

    static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    void clear() {
        size = 0;
    }

    int size() {
        return size;
    }

    void copyTo(byte[] target, int at) {
        System.arraycopy(bytes, 0, target, at, size);
    }

    byte[] toArray() {
        return Arrays.copyOf(bytes, size);
    }

    JsonBytes raw(byte[] text) {
        room(text.length);
        System.arraycopy(text, 0, bytes, size, text.length);
        size += text.length;
        return this;
    }

    JsonBytes put(char sign) {
        room(1);
        bytes[size++] = (byte) sign;
        return this;
    }

    /** @param value not negative */
    JsonBytes number(long value) {
        return padded(value, digits(value));
    }

    /** A decimal of whole units, with at least one digit after the point and no needless zeros, as Python writes it. */
    JsonBytes decimal(long units, int decimals) {
        long rest = units;
        if (rest < 0) {
            put('-');
            rest = -rest;
        }
        int places = decimals;
        while (places > 1 && rest % 10 == 0) {
            rest /= 10;
            places--;
        }
        long scale = 1;
        for (int place = 0; place < places; place++) {
            scale *= 10;
        }
        return number(rest / scale).put('.').padded(rest % scale, places);
    }

    /** {@code "yyyy-MM-dd HH:mm:ss"} in Asia/Kolkata, which has been five and a half hours ahead since 1945. */
    JsonBytes time(long unixSeconds) {
        long local = unixSeconds + IST_OFFSET_SECONDS;
        int ofDay = (int) (local % SECONDS_PER_DAY);
        put('"');
        date(local / SECONDS_PER_DAY);
        put(' ').padded(ofDay / 3600, 2).put(':').padded(ofDay / 60 % 60, 2);
        return put(':').padded(ofDay % 60, 2).put('"');
    }

    /** Civil date of a day number, counted in 400-year eras that begin on 1 March. */
    private void date(long epochDay) {
        long day = epochDay + 719_468;
        long era = day / 146_097;
        long ofEra = day % 146_097;
        long yearOfEra = (ofEra - ofEra / 1460 + ofEra / 36_524 - ofEra / 146_096) / 365;
        long ofYear = ofEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
        long shifted = (5 * ofYear + 2) / 153;
        long month = shifted < 10 ? shifted + 3 : shifted - 9;
        long year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
        padded(year, 4).put('-').padded(month, 2).put('-').padded(ofYear - (153 * shifted + 2) / 5 + 1, 2);
    }

    /** Two digits to a division, and divisions of 32 bits where they do: most of a tick is numbers. */
    private JsonBytes padded(long value, int width) {
        room(width);
        int at = size + width;
        long wide = value;
        while (wide > Integer.MAX_VALUE && at > size) {
            bytes[--at] = (byte) ('0' + wide % 10);
            wide /= 10;
        }
        int rest = (int) wide;
        while (at > size + 1) {
            int hundreds = rest / 100;
            int two = rest - hundreds * 100;
            bytes[--at] = ONES[two];
            bytes[--at] = TENS[two];
            rest = hundreds;
        }
        if (at > size) {
            bytes[size] = ONES[rest % 100];
        }
        size += width;
        return this;
    }

    private static int digits(long value) {
        int count = 1;
        long bound = 10;
        while (value >= bound && count < MOST_DIGITS) {
            count++;
            bound *= 10;
        }
        return count;
    }

    private void room(int more) {
        if (bytes.length - size < more) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, size + more));
        }
    }
}
