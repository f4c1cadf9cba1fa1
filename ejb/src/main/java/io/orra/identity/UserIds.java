package io.orra.identity;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;

/**
 * The user ids of the original: UUIDv5 (RFC 9562) in the URL namespace over {@code clerk:} and the token's
 * subject, so that rows written by it stay the same user's.
 */
public final class UserIds {

    private static final UUID URL_NAMESPACE = UUID.fromString("6ba7b811-9dad-11d1-80b4-00c04fd430c8");

    private UserIds() {}

    public static UUID of(String subject) {
        MessageDigest sha1 = sha1();
        sha1.update(bytes(URL_NAMESPACE));
        ByteBuffer digest = ByteBuffer.wrap(sha1.digest(("clerk:" + subject).getBytes(StandardCharsets.UTF_8)));
        long high = digest.getLong() & 0xFFFFFFFFFFFF0FFFL | 0x5000L;
        long low = digest.getLong() & 0x3FFFFFFFFFFFFFFFL | 0x8000000000000000L;
        return new UUID(high, low);
    }

    private static byte[] bytes(UUID id) {
        return ByteBuffer.allocate(16)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .array();
    }

    private static MessageDigest sha1() {
        try {
            return MessageDigest.getInstance("SHA-1");
        } catch (NoSuchAlgorithmException everyJreHasIt) {
            throw new IllegalStateException(everyJreHasIt);
        }
    }
}
