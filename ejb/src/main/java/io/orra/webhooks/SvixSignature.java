package io.orra.webhooks;

import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Svix' rule, by which Clerk signs: HMAC-SHA256 over {@code id.timestamp.body} with the base64-decoded part of the
 * secret after {@code whsec_}; any of several {@code v1} signatures may match any of the live secrets; the time may
 * be at most five minutes off, in either direction.
 *
 * @see <a href="https://docs.svix.com/receiving/verifying-payloads/how-manual">Svix, verifying manually</a>
 */
public final class SvixSignature {

    private static final Duration TOLERANCE = Duration.ofMinutes(5);
    private static final String SECRET_PREFIX = "whsec_";
    private static final String VERSION_PREFIX = "v1,";

    private final List<byte[]> keys;

    /**
     * @param secrets the live secrets, each {@code whsec_…}: two during a rotation
     * @throws IllegalArgumentException when one of them is not a Svix secret; it is not repeated in the message
     */
    public SvixSignature(Collection<String> secrets) {
        keys = secrets.stream().map(SvixSignature::key).toList();
    }

    /** The parts that the headers and the raw body bring. */
    public record Signed(String id, String timestamp, String signatures, byte[] body) {}

    /** Whether one of the secrets signed this, within the tolerance of {@code now}. */
    public boolean signed(Signed message, Instant now) {
        if (message.id() == null || message.signatures() == null || !timely(message.timestamp(), now)) {
            return false;
        }
        boolean matches = false;
        for (byte[] key : keys) {
            byte[] expected = hmac(key, message);
            for (String signature : message.signatures().split(" ")) {
                matches |= signature.startsWith(VERSION_PREFIX)
                        && MessageDigest.isEqual(expected, decoded(signature.substring(VERSION_PREFIX.length())));
            }
        }
        return matches;
    }

    private static boolean timely(String timestamp, Instant now) {
        try {
            Duration off = Duration.between(Instant.ofEpochSecond(Long.parseLong(timestamp)), now);
            return off.abs().compareTo(TOLERANCE) <= 0;
        } catch (NumberFormatException | ArithmeticException | java.time.DateTimeException notATime) {
            return false;
        }
    }

    private static byte[] hmac(byte[] key, Signed message) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            mac.update((message.id() + "." + message.timestamp() + ".").getBytes(StandardCharsets.UTF_8));
            return mac.doFinal(message.body());
        } catch (NoSuchAlgorithmException | InvalidKeyException everyJreHasIt) {
            throw new IllegalStateException(everyJreHasIt);
        }
    }

    private static byte[] key(String secret) {
        byte[] key = decoded(secret.startsWith(SECRET_PREFIX) ? secret.substring(SECRET_PREFIX.length()) : "");
        if (key.length == 0) {
            throw new IllegalArgumentException("A webhook secret must be whsec_ and base64");
        }
        return key;
    }

    private static byte[] decoded(String base64) {
        try {
            return Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException notBase64) {
            return new byte[0];
        }
    }
}
