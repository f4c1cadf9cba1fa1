package io.orra.simulators.clerk;

import io.orra.simulators.http.BadInput;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** HMAC-SHA256 over {@code id.timestamp.body}; the key is the base64-decoded rest of the secret after {@code whsec_}. */
final class SvixSignature {
    private static final String PREFIX = "whsec_";

    private SvixSignature() {}

    /** @return {@code v1,} and base64 */
    static String of(String secret, String id, long timestamp, String body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key(secret), "RAW"));
            String content = id + "." + timestamp + "." + body;
            return "v1," + Base64.getEncoder().encodeToString(mac.doFinal(content.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] key(String secret) {
        try {
            byte[] key =
                    Base64.getDecoder().decode(secret.startsWith(PREFIX) ? secret.substring(PREFIX.length()) : secret);
            if (key.length > 0) {
                return key;
            }
        } catch (IllegalArgumentException e) {
            throw new BadInput("a webhook secret must be whsec_ and base64");
        }
        throw new BadInput("a webhook secret must be whsec_ and base64");
    }
}
