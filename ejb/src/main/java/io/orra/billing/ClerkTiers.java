package io.orra.billing;

import io.orra.identity.Caller;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * The tier that Clerk's metadata gives to an organisation of which no billing event was ever seen. Asked at most once a
 * minute for each; while Clerk is away, or says nothing, the tier stays what it was.
 */
@ApplicationScoped
public class ClerkTiers {

    private static final Logger LOG = Logger.getLogger(ClerkTiers.class.getName());
    private static final Duration FRESH = Duration.ofSeconds(60);
    private static final Duration ANSWER = Duration.ofSeconds(2);
    private static final int MOST = 10_000;

    private final HttpClient http = HttpClient.newBuilder()
            .connectTimeout(Duration.ofSeconds(1))
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
    private final Map<UUID, Instant> asked = new ConcurrentHashMap<>();

    @Inject
    @ConfigProperty(name = "CLERK_SECRET_KEY")
    private Optional<String> key;

    @Inject
    @ConfigProperty(name = "CLERK_API_BASE_URL", defaultValue = "https://api.clerk.com/v1")
    private URI base;

    @Inject
    private UnbilledTenants unbilled;

    @Inject
    private Clock clock;

    /** Outside a transaction: it may wait for Clerk. */
    public void refresh(Caller caller) {
        if (key.isEmpty() || !mayAsk(caller.tenantId()) || !unbilled.isUnbilled(caller.tenantId())) {
            return;
        }
        try {
            ask(caller.organisation()).ifPresent(tier -> unbilled.take(caller.tenantId(), tier));
        } catch (IOException away) {
            LOG.log(
                    Level.WARNING,
                    "billing: Clerk tells no metadata ({0}); tiers stay",
                    away.getClass().getName());
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean mayAsk(UUID tenant) {
        Instant now = clock.instant();
        if (asked.size() > MOST) {
            asked.values().removeIf(last -> last.plus(FRESH).isBefore(now));
        }
        Instant next =
                asked.compute(tenant, (id, last) -> last == null || !now.isBefore(last.plus(FRESH)) ? now : last);
        return next == now;
    }

    private Optional<SubscriptionTier> ask(String organisation) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create(base + "/organizations/" + URLEncoder.encode(organisation, StandardCharsets.UTF_8)))
                .timeout(ANSWER)
                .header("Authorization", "Bearer " + key.orElseThrow())
                .build();
        HttpResponse<InputStream> response = http.send(request, HttpResponse.BodyHandlers.ofInputStream());
        try (InputStream body = response.body();
                JsonReader reader = Json.createReader(body)) {
            return response.statusCode() == 200 ? tier(reader.readObject()) : Optional.empty();
        } catch (JsonException notJson) {
            return Optional.empty();
        }
    }

    private static Optional<SubscriptionTier> tier(JsonObject organisation) {
        return tier(organisation, "public_metadata").or(() -> tier(organisation, "private_metadata"));
    }

    private static Optional<SubscriptionTier> tier(JsonObject organisation, String place) {
        JsonObject metadata = EventFields.object(organisation, place);
        return EventFields.text(metadata, "subscription_tier")
                .or(() -> EventFields.text(metadata, "tier"))
                .flatMap(SubscriptionTier::named);
    }
}
