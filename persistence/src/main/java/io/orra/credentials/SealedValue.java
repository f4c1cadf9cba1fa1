package io.orra.credentials;

import java.util.Objects;

/**
 * A secret that only its master key opens.
 *
 * @param keyId which master key sealed it
 * @param text base64 of the sealed bytes
 */
public record SealedValue(String keyId, String text) {

    public SealedValue {
        Objects.requireNonNull(keyId, "keyId");
        Objects.requireNonNull(text, "text");
    }

    @Override
    public String toString() {
        return "SealedValue[" + keyId + "]";
    }
}
