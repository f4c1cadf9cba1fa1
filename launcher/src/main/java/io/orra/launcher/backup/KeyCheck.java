package io.orra.launcher.backup;

import io.orra.launcher.settings.MasterKey;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Tells, without the key, whether a key is the one: a keyed hash of a fixed text. A random key can't be had from it. */
final class KeyCheck {
    private static final byte[] TEXT = "orra/backup/1".getBytes(java.nio.charset.StandardCharsets.US_ASCII);

    private KeyCheck() {}

    /** By key id, of a MASTER_ENCRYPTION_KEY. */
    static Map<String, String> of(String masterKeys) {
        Map<String, String> checks = new TreeMap<>();
        MasterKey.byId(masterKeys).forEach((id, key) -> checks.put(id, check(key)));
        return checks;
    }

    private static String check(byte[] key) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(TEXT));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HMAC-SHA-256", e);
        }
    }
}
