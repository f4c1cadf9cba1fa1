package io.orra.billing;

import io.orra.webhooks.WebhookProvider;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Asks Clerk's Backend API for the items of all organisations' subscriptions, page by page. Free plans say nothing of
 * what is paid for, and people who pay for themselves are no tenants: both are left out. A cancelled item runs to the
 * end of its period.
 */
final class ClerkSubscriptions implements SubscriptionSource {

    private static final int PAGE = 100;
    private static final int MAX_PAGES = 10_000;
    /** What an instance without Billing may answer: Clerk documents none of them for it. */
    private static final Set<Integer> NO_BILLING = Set.of(400, 403, 404, 422);

    private final ProviderApi api;
    private final Predicate<SubscriptionTier> exists;
    private final Clock clock;

    /** @param exists which tiers there are */
    ClerkSubscriptions(URI base, String key, Predicate<SubscriptionTier> exists, Clock clock) {
        this.api = ProviderApi.patient("Clerk", base, key);
        this.exists = exists;
        this.clock = clock;
    }

    @Override
    public WebhookProvider provider() {
        return WebhookProvider.CLERK;
    }

    @Override
    public Optional<List<TheirSubscription>> all() throws IOException, InterruptedException {
        // The list is newest first: what comes in between pages moves others to the next, so that they come twice.
        Map<String, TheirSubscription> all = new LinkedHashMap<>();
        for (int page = 0; page < MAX_PAGES; page++) {
            List<JsonObject> items;
            try {
                items = EventFields.objects(page(page * PAGE), "data").toList();
            } catch (ProviderApi.Refused refused) {
                if (page == 0 && NO_BILLING.contains(refused.status())) {
                    return Optional.empty();
                }
                throw refused;
            }
            items.stream()
                    .filter(ClerkSubscriptions::counts)
                    .forEach(item -> theirs(item).ifPresent(one -> all.putIfAbsent(one.id(), one)));
            if (items.size() < PAGE) {
                return Optional.of(List.copyOf(all.values()));
            }
        }
        throw new IOException("Clerk has more subscription items than can be");
    }

    private JsonObject page(int offset) throws IOException, InterruptedException {
        return api.get(
                "/billing/subscription_items?paginated=true&include_free=true&limit=" + PAGE + "&offset=" + offset);
    }

    private static boolean counts(JsonObject item) {
        boolean person = ClerkBillingReader.organisation(item).isEmpty()
                && EventFields.text(EventFields.object(item, "payer"), "user_id")
                        .isPresent();
        return !person && !ClerkBillingReader.isFree(item);
    }

    private Optional<TheirSubscription> theirs(JsonObject item) {
        String status = EventFields.text(item, "status").orElse("unknown");
        Optional<Instant> end = EventFields.millis(item, "period_end");
        return EventFields.text(item, "id")
                .map(id -> new TheirSubscription(
                        id,
                        status,
                        runs(status, end),
                        ClerkBillingReader.organisation(item),
                        ClerkBillingReader.tierWord(item)
                                .flatMap(SubscriptionTier::named)
                                .filter(exists)));
    }

    private TheirSubscription.Runs runs(String status, Optional<Instant> end) {
        return switch (status) {
            case "active" -> TheirSubscription.Runs.YES;
            case "canceled" ->
                end.filter(until -> !until.isAfter(clock.instant())).isPresent()
                        ? TheirSubscription.Runs.MAYBE
                        : TheirSubscription.Runs.YES;
            case "past_due" -> TheirSubscription.Runs.MAYBE;
            default -> TheirSubscription.Runs.NO;
        };
    }
}
