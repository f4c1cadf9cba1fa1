package io.orra.billing;

import jakarta.json.Json;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** Reads JSON objects from a provider's API with a bearer key. What it throws names neither key nor answer. */
final class ProviderApi {

    private static final int OK = 200;

    private final HttpClient http;
    private final Duration answer;
    private final String name;
    private final URI base;
    private final String key;

    ProviderApi(String name, URI base, String key, Duration connect, Duration answer) {
        this.http = HttpClient.newBuilder()
                .connectTimeout(connect)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
        this.answer = answer;
        this.name = name;
        this.base = base;
        this.key = key;
    }

    /** With the patience of work that nobody waits for. */
    static ProviderApi patient(String name, URI base, String key) {
        return new ProviderApi(name, base, key, Duration.ofSeconds(5), Duration.ofSeconds(20));
    }

    /** The provider answered, but not with what was asked for. */
    static final class Refused extends IOException {

        private static final long serialVersionUID = 1L;

        private final int status;

        private Refused(String name, int status) {
            super(name + " answered with status " + status);
            this.status = status;
        }

        int status() {
            return status;
        }
    }

    JsonObject get(String pathAndQuery) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(base + pathAndQuery))
                .timeout(answer)
                .header("Authorization", "Bearer " + key)
                .build();
        HttpResponse<InputStream> response = http.send(request, HttpResponse.BodyHandlers.ofInputStream());
        try (InputStream body = response.body()) {
            if (response.statusCode() != OK) {
                throw new Refused(name, response.statusCode());
            }
            try (JsonReader reader = Json.createReader(body)) {
                return reader.readObject();
            }
        } catch (JsonException notJson) {
            throw new IOException(name + "'s answer is no JSON object");
        }
    }
}
