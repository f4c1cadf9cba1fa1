package io.orra.launcher.settings;

import io.orra.launcher.StackFailure;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The form of {@code MASTER_ENCRYPTION_KEY}: keys separated by commas, the first seals, all open; each one
 * {@code [id:]} and 32 bytes in base64 or base64url.
 */
public final class MasterKey {
    private static final int BYTES = 32;
    private static final Pattern KEY = Pattern.compile("(?:([A-Za-z0-9._-]{1,64}):)?([A-Za-z0-9+/_-]+={0,2})");

    private MasterKey() {}

    /** A new random key. */
    public static String generate() {
        byte[] key = new byte[BYTES];
        new SecureRandom().nextBytes(key);
        return Base64.getEncoder().encodeToString(key);
    }

    /** Stops with one line that names the faulty key by its position and never shows it. */
    public static void check(String value) {
        String[] keys = value.split(",", -1);
        Set<String> ids = new HashSet<>();
        for (int i = 0; i < keys.length; i++) {
            int position = i + 1;
            fault(keys[i].strip(), ids).ifPresent(fault -> {
                throw new StackFailure(
                        "MASTER_ENCRYPTION_KEY is malformed: key " + position + " of " + keys.length + " " + fault,
                        "Form: [id:]base64 of 32 bytes, several separated by commas, the first seals."
                                + " A new one: openssl rand -base64 32");
            });
        }
    }

    /**
     * The keys of a value by their ids, in their order, each with the bytes of the key.
     *
     * @param value one that {@link #check} takes
     */
    public static Map<String, byte[]> byId(String value) {
        Map<String, byte[]> keys = new LinkedHashMap<>();
        for (String entry : entries(value)) {
            byte[] key = decode(entry.substring(entry.indexOf(':') + 1));
            keys.put(entry.indexOf(':') < 0 ? fingerprint(key) : entry.substring(0, entry.indexOf(':')), key);
        }
        return keys;
    }

    /** The keys of a value as they are written. */
    static List<String> entries(String value) {
        return Arrays.stream(value.split(",")).map(String::strip).toList();
    }

    /** The application names a key without an id in the same way. */
    private static String fingerprint(byte[] key) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(key), 0, 4);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private static Optional<String> fault(String key, Set<String> ids) {
        Matcher matcher = KEY.matcher(key);
        if (key.isEmpty()) {
            return Optional.of("is empty");
        }
        if (!matcher.matches()) {
            return Optional.of("is not base64 or base64url");
        }
        if (matcher.group(1) != null && !ids.add(matcher.group(1))) {
            return Optional.of("has the id of an earlier one");
        }
        try {
            int length = decode(matcher.group(2)).length;
            return length == BYTES ? Optional.empty() : Optional.of("has " + length + " bytes, not " + BYTES);
        } catch (IllegalArgumentException e) {
            return Optional.of("is not base64 or base64url");
        }
    }

    private static byte[] decode(String text) {
        boolean url = text.indexOf('-') >= 0 || text.indexOf('_') >= 0;
        return (url ? Base64.getUrlDecoder() : Base64.getDecoder()).decode(text);
    }
}
