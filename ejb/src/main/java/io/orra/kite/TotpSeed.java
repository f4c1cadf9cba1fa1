package io.orra.kite;

import java.util.Locale;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.apache.commons.codec.binary.Base32;

/** Reads a base32 seed strictly: the decoder itself would skip foreign signs and so make wrong codes silently. */
final class TotpSeed {
    /** The shortest seed that the API accepts is 8 signs. */
    private static final int MIN_BYTES = 5;

    private TotpSeed() {}

    /** Spaces, hyphens, lower case and padding are as people copy them and are taken. */
    static SecretKey keyOf(String seed) throws LoginFailedException {
        String signs = seed.replaceAll("[\\s-]", "").toUpperCase(Locale.ROOT).replaceAll("=+$", "");
        int tail = signs.length() % 8;
        boolean possibleLength = tail != 1 && tail != 3 && tail != 6;
        if (!possibleLength || !signs.matches("[A-Z2-7]+")) {
            throw malformed();
        }
        byte[] key = new Base32().decode(signs);
        if (key.length < MIN_BYTES) {
            throw malformed();
        }
        return new SecretKeySpec(key, "HmacSHA1");
    }

    private static LoginFailedException malformed() {
        return LoginFailedException.before(LoginFailureReason.MISSING_CREDENTIALS, "the TOTP seed is not base32");
    }
}
