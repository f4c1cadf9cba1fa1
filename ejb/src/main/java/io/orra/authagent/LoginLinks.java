package io.orra.authagent;

import io.orra.credentials.CannotOpenException;
import io.orra.credentials.CredentialVault;
import io.orra.credentials.KiteCredential;
import io.orra.credentials.SignedStates;
import io.orra.kite.LoginAddress;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Makes the links at which a person logs in with one click. */
@ApplicationScoped
public class LoginLinks {

    /** For somebody who has just asked for it. */
    public static final Duration ASKED = Duration.ofMinutes(10);
    /** For somebody who gets it as a message in the morning. */
    public static final Duration SENT = Duration.ofHours(6);

    /** @param expiresAt after it the callback takes it no more */
    public record LoginLink(URI address, Instant expiresAt) {

        @Override
        public String toString() {
            return "LoginLink[hidden]";
        }
    }

    @Inject
    private CredentialVault vault;

    @Inject
    private SignedStates states;

    @Inject
    private LoginAddress page;

    @Inject
    private Clock clock;

    /** Empty when no master key opens the credentials. */
    public Optional<LoginLink> of(KiteCredential credential, Duration life) {
        try {
            String apiKey = vault.openApiKey(credential.tenantId(), credential.userId(), credential.apiKey());
            Instant expiresAt = clock.instant().plus(life);
            String state = states.sign(credential.tenantId(), credential.userId(), expiresAt);
            return Optional.of(new LoginLink(page.of(apiKey, state), expiresAt));
        } catch (CannotOpenException unopened) {
            return Optional.empty();
        }
    }
}
