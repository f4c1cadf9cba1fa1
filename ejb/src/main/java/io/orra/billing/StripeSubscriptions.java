package io.orra.billing;

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
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Asks Stripe's API for all subscriptions, page by page. */
public final class StripeSubscriptions {

    private static final Duration ANSWER = Duration.ofSeconds(20);
    private static final int MAX_PAGES = 10_000;

    private final HttpClient http = HttpClient.newBuilder()
            .connectTimeout(Duration.ofSeconds(5))
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
    private final URI base;
    private final String key;

    public StripeSubscriptions(URI base, String key) {
        this.base = base;
        this.key = key;
    }

    /** A subscription as Stripe has it. */
    public record Theirs(String id, String status) {}

    /** @throws IOException when Stripe does not answer as it should; nothing of the answer is in its text */
    public List<Theirs> all() throws IOException, InterruptedException {
        List<Theirs> all = new ArrayList<>();
        Optional<String> after = Optional.empty();
        for (int page = 0; page < MAX_PAGES; page++) {
            JsonObject answer = page(after);
            List<Theirs> found = EventFields.objects(
                            Json.createObjectBuilder().add("list", answer).build(), "list")
                    .map(StripeSubscriptions::theirs)
                    .flatMap(Optional::stream)
                    .toList();
            all.addAll(found);
            if (!answer.getBoolean("has_more", false) || found.isEmpty()) {
                return all;
            }
            after = Optional.of(found.get(found.size() - 1).id());
        }
        throw new IOException("Stripe has more subscriptions than can be");
    }

    private static Optional<Theirs> theirs(JsonObject subscription) {
        return EventFields.text(subscription, "id")
                .map(id ->
                        new Theirs(id, EventFields.text(subscription, "status").orElse("unknown")));
    }

    private JsonObject page(Optional<String> after) throws IOException, InterruptedException {
        String query = "?status=all&limit=100"
                + after.map(id -> "&starting_after=" + URLEncoder.encode(id, StandardCharsets.UTF_8))
                        .orElse("");
        HttpRequest request = HttpRequest.newBuilder(URI.create(base + "/v1/subscriptions" + query))
                .timeout(ANSWER)
                .header("Authorization", "Bearer " + key)
                .build();
        HttpResponse<InputStream> response = http.send(request, HttpResponse.BodyHandlers.ofInputStream());
        try (InputStream body = response.body();
                JsonReader reader = Json.createReader(body)) {
            if (response.statusCode() != 200) {
                throw new IOException("Stripe answered with status " + response.statusCode());
            }
            return reader.readObject();
        } catch (JsonException notJson) {
            throw new IOException("Stripe's answer is no JSON object");
        }
    }
}
