package io.orra.credentials;

import java.util.Objects;
import java.util.stream.Stream;

/**
 * Everything a user links, sealed by one master key.
 *
 * @param brokerUserId null unless the user gave the broker login as well; so is brokerPassword
 */
public record SealedCredential(
        SealedValue apiKey,
        SealedValue apiSecret,
        SealedValue totpSecret,
        SealedValue brokerUserId,
        SealedValue brokerPassword) {

    /** @throws IllegalArgumentException when the values have several keys, or one half of the broker login is missing */
    public SealedCredential {
        Objects.requireNonNull(apiKey, "apiKey");
        Objects.requireNonNull(apiSecret, "apiSecret");
        Objects.requireNonNull(totpSecret, "totpSecret");
        if ((brokerUserId == null) != (brokerPassword == null)) {
            throw new IllegalArgumentException("Broker user id and password come together");
        }
        long keys = Stream.of(apiKey, apiSecret, totpSecret, brokerUserId, brokerPassword)
                .filter(Objects::nonNull)
                .map(SealedValue::keyId)
                .distinct()
                .count();
        if (keys != 1) {
            throw new IllegalArgumentException("One row is sealed by one key");
        }
    }

    /** Without the broker login. */
    public SealedCredential(SealedValue apiKey, SealedValue apiSecret, SealedValue totpSecret) {
        this(apiKey, apiSecret, totpSecret, null, null);
    }

    public String keyId() {
        return apiKey.keyId();
    }
}
