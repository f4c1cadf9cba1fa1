package io.orra.billing;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

/** Asks Clerk's Backend API for the tier that an organisation's metadata names. */
final class ClerkMetadata {

    private static final Duration CONNECT = Duration.ofSeconds(1);
    private static final Duration ANSWER = Duration.ofSeconds(2);
    private static final int TOO_MANY = 429;
    private static final int SERVER_ERROR = 500;

    private final ProviderApi clerk;

    ClerkMetadata(URI base, String key) {
        this.clerk = new ProviderApi("Clerk", base, key, CONNECT, ANSWER);
    }

    /**
     * Empty when Clerk names none, or does not know the organisation.
     *
     * @throws IOException when Clerk is away: it said nothing at all
     */
    Optional<SubscriptionTier> tier(String organisation) throws IOException, InterruptedException {
        try {
            JsonObject found = clerk.get("/organizations/" + URLEncoder.encode(organisation, StandardCharsets.UTF_8));
            return tier(found, "public_metadata").or(() -> tier(found, "private_metadata"));
        } catch (ProviderApi.Refused refused) {
            if (refused.status() >= SERVER_ERROR || refused.status() == TOO_MANY) {
                throw refused;
            }
            return Optional.empty();
        }
    }

    private static Optional<SubscriptionTier> tier(JsonObject organisation, String place) {
        JsonObject metadata = EventFields.object(organisation, place);
        return EventFields.text(metadata, "subscription_tier")
                .or(() -> EventFields.text(metadata, "tier"))
                .flatMap(SubscriptionTier::named);
    }
}
