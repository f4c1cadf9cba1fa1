package io.orra.simulators.kite;

import io.orra.simulators.http.BadInput;
import java.security.GeneralSecurityException;
import java.util.Locale;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Time-based one-time passwords of RFC 6238: SHA-1, 30 s, 6 digits, accepted one step early or late. */
public final class Totp {
    public static final int STEP_SECONDS = 30;
    private static final String BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    private final byte[] key;

    private Totp(byte[] key) {
        this.key = key;
    }

    /** @param seed base32; spaces, dashes, padding and case do not matter */
    public static Totp ofSeed(String seed) {
        String clean = seed.toUpperCase(Locale.ROOT).replaceAll("[ =-]", "");
        byte[] key = new byte[clean.length() * 5 / 8];
        int bits = 0;
        int buffered = 0;
        int at = 0;
        for (char letter : clean.toCharArray()) {
            int value = BASE32.indexOf(letter);
            if (value < 0) {
                throw new BadInput("'totp_seed' must be base32");
            }
            buffered = buffered << 5 | value;
            bits += 5;
            if (bits >= 8) {
                bits -= 8;
                key[at++] = (byte) (buffered >> bits);
            }
        }
        if (at == 0) {
            throw new BadInput("'totp_seed' must be base32 of at least one byte");
        }
        return new Totp(key);
    }

    public String at(long epochSecond) {
        return code(epochSecond / STEP_SECONDS);
    }

    /** @return the step that the code belongs to, or -1 when it is none of the previous, present and next one */
    long stepOf(String code, long epochSecond) {
        long now = epochSecond / STEP_SECONDS;
        for (long step = now - 1; step <= now + 1; step++) {
            if (code(step).equals(code)) {
                return step;
            }
        }
        return -1;
    }

    private String code(long step) {
        try {
            Mac mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(key, "RAW"));
            byte[] hash =
                    mac.doFinal(java.nio.ByteBuffer.allocate(8).putLong(step).array());
            int offset = hash[hash.length - 1] & 0x0f;
            int number = java.nio.ByteBuffer.wrap(hash, offset, 4).getInt() & 0x7fffffff;
            return String.format(Locale.ROOT, "%06d", number % 1_000_000);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
