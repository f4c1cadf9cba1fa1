package io.orra.webhooks;

import io.orra.problem.Refusal;
import io.orra.settings.CommaSeparated;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Checks Clerk's signature with {@code CLERK_WEBHOOK_SECRET}: one secret, or two with a comma during a rotation. */
@ApplicationScoped
public class ClerkWebhookKeys {

    private Optional<SvixSignature> signature = Optional.empty();
    private Clock clock;

    @Inject
    ClerkWebhookKeys(@ConfigProperty(name = "CLERK_WEBHOOK_SECRET") Optional<String> secrets, Clock clock) {
        this.signature = secrets.map(CommaSeparated::set).map(SvixSignature::new);
        this.clock = clock;
    }

    protected ClerkWebhookKeys() {}

    /**
     * @throws Refusal 503 when no secret is configured, 401 when none of them signed this in time
     */
    public void check(SvixSignature.Signed message) {
        SvixSignature keys = signature.orElseThrow(
                () -> Refusal.unavailable("webhook-secret-missing", "This webhook is not configured"));
        if (!keys.signed(message, clock.instant())) {
            throw Refusal.unauthorized("invalid-webhook-signature", "Invalid Clerk webhook secret");
        }
    }
}
