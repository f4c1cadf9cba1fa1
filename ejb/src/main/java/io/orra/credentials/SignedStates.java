package io.orra.credentials;

import io.orra.persistence.StoredTime;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;

/**
 * Makes the state that goes with a person to the broker and comes back: who it is for, until when it is good, and a
 * number of its own. It is sealed, so that nobody else can make, change or read one.
 */
@ApplicationScoped
public class SignedStates {

    private static final UUID NOBODY = new UUID(0, 0);
    private static final SealContext CONTEXT = new SealContext(NOBODY, NOBODY, "login_state");

    /** What a state says. */
    public record State(UUID tenantId, UUID userId, UUID nonce, Instant expiresAt) {}

    @Inject
    private KeyRing keys;

    public String sign(UUID tenant, UUID user, Instant expiresAt) {
        String text = tenant + "/" + user + "/" + UUID.randomUUID() + "/"
                + StoredTime.of(expiresAt).toEpochMilli();
        SealedValue sealed = keys.sealer().seal(CONTEXT, text);
        byte[] whole = (sealed.keyId() + ":" + sealed.text()).getBytes(StandardCharsets.UTF_8);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(whole);
    }

    /** Empty for anything that was not signed here; whether it is still good is the caller's question. */
    public Optional<State> read(String state) {
        try {
            String whole = new String(Base64.getUrlDecoder().decode(state), StandardCharsets.UTF_8);
            int colon = whole.indexOf(':');
            if (colon < 1) {
                return Optional.empty();
            }
            String[] parts = keys.sealer()
                    .open(CONTEXT, new SealedValue(whole.substring(0, colon), whole.substring(colon + 1)))
                    .split("/");
            return Optional.of(new State(
                    UUID.fromString(parts[0]),
                    UUID.fromString(parts[1]),
                    UUID.fromString(parts[2]),
                    Instant.ofEpochMilli(Long.parseLong(parts[3]))));
        } catch (CannotOpenException | IllegalArgumentException | DateTimeException notOurs) {
            return Optional.empty();
        }
    }
}
