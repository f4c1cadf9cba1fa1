package io.orra.billing;

import io.orra.problem.Refusal;
import io.orra.webhooks.WebhookProvider;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Compares the subscriptions that the providers have with what their events told us: Stripe's where
 * {@code STRIPE_API_KEY} is set, Clerk's where {@code CLERK_SECRET_KEY} is. What differs is reported and changed by
 * nobody: the provider sends a lost event again, a wrong one is replayed. A provider that is away leaves the earlier
 * report as it was.
 */
@ApplicationScoped
public class ProviderComparison {

    private static final Logger LOG = Logger.getLogger(ProviderComparison.class.getName());

    /** What became of the comparison with one provider. */
    public enum Outcome {
        COMPARED,
        /** There is no key for it. */
        NOT_CONFIGURED,
        /** The provider does no billing for us. */
        NOT_ENABLED,
        /** It did not answer as it should; nothing was changed. */
        AWAY
    }

    /**
     * A comparison with one provider.
     *
     * @param subscriptions how many it has
     * @param differences how many of them, or of ours, differ
     */
    public record Result(WebhookProvider provider, Outcome outcome, int subscriptions, int differences) {

        private static Result without(WebhookProvider provider, Outcome outcome) {
            return new Result(provider, outcome, 0, 0);
        }
    }

    @Inject
    @ConfigProperty(name = "STRIPE_API_KEY")
    private Optional<String> stripeKey;

    @Inject
    @ConfigProperty(name = "STRIPE_API_BASE_URL", defaultValue = "https://api.stripe.com")
    private URI stripeBase;

    @Inject
    @ConfigProperty(name = "CLERK_SECRET_KEY")
    private Optional<String> clerkKey;

    @Inject
    @ConfigProperty(name = "CLERK_API_BASE_URL", defaultValue = "https://api.clerk.com/v1")
    private URI clerkBase;

    @Inject
    private BillingUpkeep upkeep;

    @Inject
    private Clock clock;

    private final AtomicBoolean underWay = new AtomicBoolean();
    private Optional<SubscriptionSource> stripe;
    private Optional<SubscriptionSource> clerk;

    @PostConstruct
    void open() {
        stripe = stripeKey.map(key -> new StripeSubscriptions(stripeBase, key, upkeep::isTier));
        clerk = clerkKey.map(key -> new ClerkSubscriptions(clerkBase, key, upkeep::isTier, clock));
    }

    /**
     * Outside a transaction: it waits for the providers.
     *
     * @throws Refusal 409 while another one is under way here
     */
    public List<Result> run() {
        if (!underWay.compareAndSet(false, true)) {
            throw Refusal.conflict("comparison-under-way", "A comparison is under way");
        }
        try {
            return List.of(compare(WebhookProvider.STRIPE, stripe), compare(WebhookProvider.CLERK, clerk));
        } finally {
            underWay.set(false);
        }
    }

    private Result compare(WebhookProvider provider, Optional<SubscriptionSource> source) {
        if (source.isEmpty()) {
            return Result.without(provider, Outcome.NOT_CONFIGURED);
        }
        try {
            Optional<List<TheirSubscription>> theirs = source.get().all();
            return theirs.isPresent() ? report(provider, theirs.get()) : withoutBilling(provider);
        } catch (IOException away) {
            LOG.log(Level.WARNING, "billing: nothing was compared with {0}: {1}", new Object[] {
                provider.word(), away.getMessage() == null ? away.getClass().getName() : away.getMessage()
            });
            return Result.without(provider, Outcome.AWAY);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return Result.without(provider, Outcome.AWAY);
        }
    }

    /** Worth a word only where it once had billing. */
    private Result withoutBilling(WebhookProvider provider) {
        if (!upkeep.running(provider).isEmpty()) {
            LOG.log(
                    Level.WARNING,
                    "billing: {0} refuses to tell subscriptions, though it told events of some",
                    provider.word());
        }
        return Result.without(provider, Outcome.NOT_ENABLED);
    }

    private Result report(WebhookProvider provider, List<TheirSubscription> theirs) {
        List<BillingDifference> found = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (TheirSubscription one : theirs) {
            names.add(one.id());
            OurSubscription ours = upkeep.ours(provider, one);
            ours.differenceTo(one).ifPresent(words -> found.add(difference(provider, one.id(), ours, words)));
        }
        for (String name : upkeep.running(provider)) {
            if (!names.contains(name)) {
                OurSubscription ours = upkeep.ours(provider, name);
                ours.differenceToNone().ifPresent(words -> found.add(difference(provider, name, ours, words)));
            }
        }
        upkeep.report(provider, found);
        LOG.log(
                found.isEmpty() ? Level.INFO : Level.WARNING,
                "billing: {0} of {1} subscriptions differ from {2}",
                new Object[] {found.size(), theirs.size(), provider.word()});
        return new Result(provider, Outcome.COMPARED, theirs.size(), found.size());
    }

    private BillingDifference difference(
            WebhookProvider provider, String name, OurSubscription ours, OurSubscription.Words words) {
        return new BillingDifference(ours.tenant(), provider, name, words.ours(), words.theirs(), clock.instant());
    }
}
