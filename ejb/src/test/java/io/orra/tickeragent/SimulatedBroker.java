package io.orra.tickeragent;

import io.orra.kite.KiteApi;
import io.orra.kite.KiteApiException;
import io.orra.kite.TickerSession;
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
import java.time.Duration;
import java.util.List;

/** The simulated broker and its switches, reached over their sockets. */
final class SimulatedBroker implements AutoCloseable {
    private static final String SECRET = "planted-secret";

    private final HttpClient http = HttpClient.newHttpClient();
    private final Simulators simulators = Simulators.start(SimulatorPorts.ephemeral());

    URI ticker() {
        return simulators.kiteTickerUri();
    }

    /** A session of a user who is made when there is none. */
    TickerSession login(String user) {
        String key = "key" + user.toLowerCase(java.util.Locale.ROOT);
        call(
                "PUT",
                "/kite/apps/" + key,
                "{\"api_secret\":\"" + SECRET + "\",\"redirect_url\":\"http://127.0.0.1:1/\"}");
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
    List<Long> instruments(TickerSession session, int count) {
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
    List<JsonObject> sockets(TickerSession session) {
        return call("GET", "/kite/ticker/connections", "")
                .getJsonArray("connections")
                .getValuesAs(JsonObject.class)
                .stream()
                .filter(socket -> socket.getString("api_key").equals(session.apiKey()))
                .toList();
    }

    JsonObject call(String method, String path, String body) {
        String answer = send(HttpRequest.newBuilder(simulators.controlUri().resolve(path))
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build());
        try (JsonReader reader = Json.createReader(new StringReader(answer.isEmpty() ? "{}" : answer))) {
            return reader.readObject();
        }
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
