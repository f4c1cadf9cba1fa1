package io.orra.credentials;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.subtle.AesGcmJce;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** The AES-256-GCM keys of MASTER_ENCRYPTION_KEY. The first one seals; all of them open, so that keys can be rotated. */
public final class MasterKeys {

    private static final int KEY_BYTES = 32;
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    private final Map<String, Aead> byId;
    private final String sealingKeyId;

    private MasterKeys(Map<String, Aead> byId) {
        this.byId = byId;
        this.sealingKeyId = byId.keySet().iterator().next();
    }

    /**
     * @param setting comma-separated {@code [id:]key}, each key 32 bytes in base64 or base64url, the original's Fernet
     *     key among them; without an id it is the first 8 hex digits of the key's SHA-256
     * @throws InvalidMasterKeyException when there is no key, one is malformed, or two have one id
     */
    public static MasterKeys parse(String setting) {
        if (setting == null || setting.isBlank()) {
            throw new InvalidMasterKeyException("is not set");
        }
        Map<String, Aead> keys = new LinkedHashMap<>();
        String[] entries = setting.split(",", -1);
        for (int i = 0; i < entries.length; i++) {
            String which = entries.length == 1 ? "" : " (key " + (i + 1) + " of " + entries.length + ")";
            String entry = entries[i].strip();
            int colon = entry.indexOf(':');
            byte[] key = decode(entry.substring(colon + 1), which);
            try {
                String id = colon < 0 ? fingerprint(key) : entry.substring(0, colon);
                if (!ID.matcher(id).matches()) {
                    throw new InvalidMasterKeyException("has an id that is not 1 to 64 of A-Z a-z 0-9 . _ -" + which);
                }
                if (keys.putIfAbsent(id, new AesGcmJce(key)) != null) {
                    throw new InvalidMasterKeyException("names one key id twice" + which);
                }
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("This Java runtime has no AES-256-GCM or SHA-256", e);
            } finally {
                Arrays.fill(key, (byte) 0);
            }
        }
        return new MasterKeys(keys);
    }

    private static byte[] decode(String text, String which) {
        byte[] key;
        try {
            boolean urlSafe = text.indexOf('-') >= 0 || text.indexOf('_') >= 0;
            key = (urlSafe ? Base64.getUrlDecoder() : Base64.getDecoder()).decode(text);
        } catch (IllegalArgumentException e) {
            throw new InvalidMasterKeyException("is not base64" + which);
        }
        if (key.length != KEY_BYTES) {
            throw new InvalidMasterKeyException("must hold " + KEY_BYTES + " bytes, not " + key.length + which);
        }
        return key;
    }

    private static String fingerprint(byte[] key) throws GeneralSecurityException {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(key), 0, 4);
    }

    /** The key that seals; a row with another one awaits resealing. */
    public String sealingKeyId() {
        return sealingKeyId;
    }

    public Set<String> ids() {
        return Set.copyOf(byId.keySet());
    }

    Aead sealing() {
        return byId.get(sealingKeyId);
    }

    Optional<Aead> find(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    @Override
    public String toString() {
        return "MasterKeys" + byId.keySet();
    }
}
