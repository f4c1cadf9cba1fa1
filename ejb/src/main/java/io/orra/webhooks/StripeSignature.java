package io.orra.webhooks;

import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Stripe's rule: {@code Stripe-Signature: t=…,v1=…} with HMAC-SHA256 in hex over {@code t.body}, the key being the whole
 * secret with its {@code whsec_}; any of several {@code v1} may match any of the live secrets; the time may be at most
 * five minutes off, in either direction.
 *
 * @see <a href="https://docs.stripe.com/webhooks#verify-manually">Stripe, verifying manually</a>
 */
public final class StripeSignature {

    private static final Duration TOLERANCE = Duration.ofMinutes(5);
    private static final String SECRET_PREFIX = "whsec_";
    private static final int MAX_PARTS = 32;

    private final List<byte[]> keys;

    /**
     * @param secrets the live secrets: two during a rotation
     * @throws IllegalArgumentException when one of them is not a secret of Stripe; it is not repeated in the message
     */
    public StripeSignature(Collection<String> secrets) {
        keys = secrets.stream().map(StripeSignature::key).toList();
    }

    /** Whether one of the secrets signed this, within the tolerance of {@code now}. */
    public boolean signed(String header, byte[] body, Instant now) {
        String timestamp = null;
        List<byte[]> signatures = new ArrayList<>();
        String[] parts = header == null ? new String[0] : header.split(",", MAX_PARTS);
        for (String part : parts) {
            if (part.startsWith("t=")) {
                if (timestamp != null) {
                    return false;
                }
                timestamp = part.substring(2);
            } else if (part.startsWith("v1=")) {
                signatures.add(decoded(part.substring(3)));
            }
        }
        if (timestamp == null || !timely(timestamp, now)) {
            return false;
        }
        boolean matches = false;
        for (byte[] key : keys) {
            byte[] expected = hmac(key, timestamp, body);
            for (byte[] signature : signatures) {
                matches |= MessageDigest.isEqual(expected, signature);
            }
        }
        return matches;
    }

    private static boolean timely(String timestamp, Instant now) {
        try {
            Duration off = Duration.between(Instant.ofEpochSecond(Long.parseLong(timestamp)), now);
            return off.abs().compareTo(TOLERANCE) <= 0;
        } catch (NumberFormatException | ArithmeticException | DateTimeException notATime) {
            return false;
        }
    }

    private static byte[] hmac(byte[] key, String timestamp, byte[] body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            mac.update((timestamp + ".").getBytes(StandardCharsets.UTF_8));
            return mac.doFinal(body);
        } catch (NoSuchAlgorithmException | InvalidKeyException everyJreHasIt) {
            throw new IllegalStateException(everyJreHasIt);
        }
    }

    private static byte[] key(String secret) {
        if (!secret.startsWith(SECRET_PREFIX) || secret.length() == SECRET_PREFIX.length()) {
            throw new IllegalArgumentException("A webhook secret of Stripe must begin with whsec_");
        }
        return secret.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] decoded(String hex) {
        try {
            return HexFormat.of().parseHex(hex);
        } catch (IllegalArgumentException notHex) {
            return new byte[0];
        }
    }
}
