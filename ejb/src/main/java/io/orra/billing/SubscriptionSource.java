package io.orra.billing;

import io.orra.webhooks.WebhookProvider;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** A billing provider that can be asked for all subscriptions that it has. */
interface SubscriptionSource {

    WebhookProvider provider();

    /**
     * Each subscription once. Empty when the provider says that it does no billing for us.
     *
     * @throws IOException when it does not answer as it should; neither key nor answer is in its text
     */
    Optional<List<TheirSubscription>> all() throws IOException, InterruptedException;
}
