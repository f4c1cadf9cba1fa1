package io.orra.kite;

import io.orra.simulators.SimulatorPorts;
import io.orra.simulators.Simulators;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/** The simulated broker and its switches, reached over their sockets. */
public final class SimulatedBroker implements AutoCloseable {
    private static final String SECRET = "planted-secret";

    private final HttpClient http = HttpClient.newHttpClient();
    private final Simulators simulators;

    public SimulatedBroker() {
        this(Clock.systemUTC());
    }

    /** @param clock the broker's own time, for its days and codes */
    public SimulatedBroker(Clock clock) {
        simulators = Simulators.start(SimulatorPorts.ephemeral(), clock);
    }

    public URI ticker() {
        return simulators.kiteTickerUri();
    }

    public URI loginPage() {
        return simulators.kiteLoginUri();
    }

    public URI api() {
        return simulators.kiteApiUri();
    }

    /** @param more settings beside the secret, each after a comma */
    public void app(String key, String secret, String... more) {
        control(
                "PUT",
                "/kite/apps/" + key,
                "{'api_secret':'" + secret + "','redirect_url':'http://127.0.0.1:9/cb'" + String.join("", more) + "}");
    }

    public void account(String user, String password, String totpSeed) {
        control("PUT", "/kite/accounts/" + user, "{'password':'" + password + "','totp_seed':'" + totpSeed + "'}");
    }

    /** What the broker knows of an account, its counts among it. */
    public String account(String user) {
        return control("GET", "/kite/accounts/" + user, null);
    }

    /** A session of a user who is made when there is none. */
    public TickerSession login(String user) {
        String key = "key" + user.toLowerCase(java.util.Locale.ROOT);
        app(key, SECRET);
        call("PUT", "/kite/accounts/" + user, "{\"password\":\"planted\",\"enabled_apps\":[\"" + key + "\"]}");
        String request = call(
                        "POST", "/kite/request-tokens", "{\"user_id\":\"" + user + "\",\"api_key\":\"" + key + "\"}")
                .getString("request_token");
        try {
            KiteApi api = new KiteApi(simulators.kiteApiUri(), http, Duration.ofSeconds(30));
            return new TickerSession(key, api.exchange(key, SECRET, request).accessToken());
        } catch (KiteApiException refused) {
            throw new IllegalStateException(refused);
        }
    }

    /** Tokens of the first instruments of the broker's list, which has at least so many. */
    public List<Long> instruments(TickerSession session, int count) {
        call("PUT", "/kite/market", "{\"instruments\":" + (count + 100) + "}");
        String csv = send(HttpRequest.newBuilder(simulators.kiteApiUri().resolve("/instruments"))
                .header("X-Kite-Version", "3")
                .header("Authorization", "token " + session.apiKey() + ":" + session.accessToken())
                .build());
        return csv.lines()
                .skip(1)
                .limit(count)
                .map(line -> Long.valueOf(line.substring(0, line.indexOf(','))))
                .toList();
    }

    /** Open sockets of a user, as the broker sees them. */
    public List<JsonObject> sockets(TickerSession session) {
        return call("GET", "/kite/ticker/connections", "")
                .getJsonArray("connections")
                .getValuesAs(JsonObject.class)
                .stream()
                .filter(socket -> socket.getString("api_key").equals(session.apiKey()))
                .toList();
    }

    public JsonObject call(String method, String path, String body) {
        String answer = control(method, path, body);
        try (JsonReader reader = Json.createReader(new StringReader(answer.isEmpty() ? "{}" : answer))) {
            return reader.readObject();
        }
    }

    /**
     * Throws a switch.
     *
     * @param body JSON, with ' or " around texts; null for none
     */
    public String control(String method, String path, String body) {
        HttpRequest.BodyPublisher json = body == null
                ? HttpRequest.BodyPublishers.noBody()
                : HttpRequest.BodyPublishers.ofString(body.replace('\'', '"'));
        return send(HttpRequest.newBuilder(simulators.controlUri().resolve(path))
                .header("Content-Type", "application/json")
                .method(method, json)
                .build());
    }

    private String send(HttpRequest request) {
        try {
            HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() >= 300) {
                throw new IllegalStateException(
                        request.uri().getPath() + " answered " + answer.statusCode() + ": " + answer.body());
            }
            return answer.body();
        } catch (IOException away) {
            throw new UncheckedIOException(away);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    @Override
    public void close() {
        simulators.close();
    }
}
