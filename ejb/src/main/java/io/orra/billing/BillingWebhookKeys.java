package io.orra.billing;

import io.orra.problem.Refusal;
import io.orra.settings.CommaSeparated;
import io.orra.webhooks.StripeSignature;
import io.orra.webhooks.SvixSignature;
import io.orra.webhooks.WebhookProvider;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Says who signed a billing event, by {@code STRIPE_WEBHOOK_SECRET} and {@code CLERK_WEBHOOK_SECRET}: each may hold
 * several secrets with commas, for a rotation. Without a secret nothing is taken.
 */
@ApplicationScoped
public class BillingWebhookKeys {

    private Optional<StripeSignature> stripe = Optional.empty();
    private Optional<SvixSignature> clerk = Optional.empty();
    private Clock clock;

    @Inject
    BillingWebhookKeys(
            @ConfigProperty(name = "STRIPE_WEBHOOK_SECRET") Optional<String> stripeSecrets,
            @ConfigProperty(name = "CLERK_WEBHOOK_SECRET") Optional<String> clerkSecrets,
            Clock clock) {
        this.stripe = secrets(stripeSecrets).map(StripeSignature::new);
        this.clerk = secrets(clerkSecrets).map(SvixSignature::new);
        this.clock = clock;
    }

    protected BillingWebhookKeys() {}

    private static Optional<Set<String>> secrets(Optional<String> csv) {
        return csv.map(CommaSeparated::set).filter(set -> !set.isEmpty());
    }

    /**
     * Tells the providers apart by their headers and checks the signature.
     *
     * @param stripeHeader null where there is none
     * @param svix its signatures are null where there are none
     * @throws Refusal 503 when the provider has no secret here, 400 or 401 with the original's texts otherwise
     */
    public WebhookProvider check(String stripeHeader, SvixSignature.Signed svix) {
        boolean fromClerk = svix.signatures() != null;
        if (stripeHeader != null && fromClerk) {
            throw Refusal.invalid("ambiguous-signature", "The signatures of two providers");
        }
        if (fromClerk) {
            if (!clerk.orElseThrow(BillingWebhookKeys::notConfigured).signed(svix, clock.instant())) {
                throw Refusal.unauthorized("invalid-webhook-signature", "Invalid Clerk webhook secret");
            }
            return WebhookProvider.CLERK;
        }
        if (stripe.isEmpty() && (clerk.isEmpty() || stripeHeader != null)) {
            throw notConfigured();
        }
        if (stripeHeader == null) {
            throw Refusal.unauthorized("missing-webhook-signature", "Missing Stripe signature");
        }
        if (!stripe.orElseThrow(BillingWebhookKeys::notConfigured).signed(stripeHeader, svix.body(), clock.instant())) {
            throw Refusal.invalid("invalid-webhook-signature", "Invalid Stripe signature");
        }
        return WebhookProvider.STRIPE;
    }

    private static Refusal notConfigured() {
        return Refusal.unavailable("webhook-secret-missing", "This webhook is not configured");
    }
}
