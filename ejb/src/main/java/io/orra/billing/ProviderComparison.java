package io.orra.billing;

import io.orra.webhooks.WebhookProvider;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Compares each subscription that Stripe has with what its events told us, where {@code STRIPE_API_KEY} is set. What
 * differs is reported and changed by nobody: a lost event is sent again by Stripe's dashboard, a wrong one replayed.
 */
@ApplicationScoped
public class ProviderComparison {

    private static final Logger LOG = Logger.getLogger(ProviderComparison.class.getName());
    private static final Set<String> RUNNING = Set.of("active", "trialing", "past_due");

    @Inject
    @ConfigProperty(name = "STRIPE_API_KEY")
    private Optional<String> key;

    @Inject
    @ConfigProperty(name = "STRIPE_API_BASE_URL", defaultValue = "https://api.stripe.com")
    private URI base;

    @Inject
    private BillingUpkeep upkeep;

    @Inject
    private Clock clock;

    /** Returns how many differ; nothing is compared without a key. */
    public int run() {
        if (key.isEmpty()) {
            return 0;
        }
        try {
            List<BillingDifference> found = compare(new StripeSubscriptions(base, key.get()).all());
            upkeep.report(WebhookProvider.STRIPE, found);
            LOG.log(
                    found.isEmpty() ? Level.INFO : Level.WARNING,
                    "billing: {0} subscriptions differ from Stripe''s",
                    found.size());
            return found.size();
        } catch (IOException away) {
            LOG.log(Level.WARNING, "billing: {0}", away.getMessage());
            return 0;
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return 0;
        }
    }

    private List<BillingDifference> compare(List<StripeSubscriptions.Theirs> theirs) {
        List<BillingDifference> found = new ArrayList<>();
        for (StripeSubscriptions.Theirs one : theirs) {
            BillingUpkeep.Ours ours = upkeep.ours(WebhookProvider.STRIPE, one.id());
            if (ours.runs() != RUNNING.contains(one.status())) {
                found.add(new BillingDifference(
                        ours.tenant(),
                        WebhookProvider.STRIPE,
                        one.id(),
                        ours.runs() ? "runs" : "does not run",
                        one.status().substring(0, Math.min(one.status().length(), 64)),
                        clock.instant()));
            }
        }
        return found;
    }
}
