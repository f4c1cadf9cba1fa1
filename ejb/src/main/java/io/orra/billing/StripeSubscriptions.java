package io.orra.billing;

import io.orra.webhooks.WebhookProvider;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Asks Stripe's API for all subscriptions, page by page. */
final class StripeSubscriptions implements SubscriptionSource {

    private static final int MAX_PAGES = 10_000;

    private final ProviderApi api;
    private final Predicate<SubscriptionTier> exists;

    /** @param exists which tiers there are */
    StripeSubscriptions(URI base, String key, Predicate<SubscriptionTier> exists) {
        this.api = ProviderApi.patient("Stripe", base, key);
        this.exists = exists;
    }

    @Override
    public WebhookProvider provider() {
        return WebhookProvider.STRIPE;
    }

    @Override
    public Optional<List<TheirSubscription>> all() throws IOException, InterruptedException {
        List<TheirSubscription> all = new ArrayList<>();
        Optional<String> after = Optional.empty();
        for (int page = 0; page < MAX_PAGES; page++) {
            JsonObject answer = api.get("/v1/subscriptions?status=all&limit=100"
                    + after.map(id -> "&starting_after=" + URLEncoder.encode(id, StandardCharsets.UTF_8))
                            .orElse(""));
            List<TheirSubscription> found = EventFields.objects(answer, "data")
                    .map(this::theirs)
                    .flatMap(Optional::stream)
                    .toList();
            all.addAll(found);
            if (!answer.getBoolean("has_more", false) || found.isEmpty()) {
                return Optional.of(all);
            }
            after = Optional.of(found.get(found.size() - 1).id());
        }
        throw new IOException("Stripe has more subscriptions than can be");
    }

    private Optional<TheirSubscription> theirs(JsonObject subscription) {
        String status = EventFields.text(subscription, "status").orElse("unknown");
        return EventFields.text(subscription, "id")
                .map(id -> new TheirSubscription(
                        id,
                        status,
                        runs(status),
                        StripeEventReader.organisation(subscription),
                        StripeEventReader.tierWord(subscription)
                                .flatMap(SubscriptionTier::named)
                                .filter(exists)));
    }

    private static TheirSubscription.Runs runs(String status) {
        return switch (status) {
            case "active", "trialing" -> TheirSubscription.Runs.YES;
            case "past_due" -> TheirSubscription.Runs.MAYBE;
            default -> TheirSubscription.Runs.NO;
        };
    }
}
