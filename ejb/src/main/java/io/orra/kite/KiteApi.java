package io.orra.kite;

import io.orra.kite.KiteApiException.Kind;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Kite Connect v3 over one shared HTTP client; keeps no state, so one instance serves all tenants. */
public final class KiteApi {
    private static final ZoneId BROKER_ZONE = ZoneId.of("Asia/Kolkata");
    private static final DateTimeFormatter CANDLE_TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ssZ");
    private static final DateTimeFormatter BROKER_TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

    private final String base;
    private final BrokerHttp http;
    private final Duration timeout;

    /**
     * @param base address of the API, for example {@code https://api.kite.trade}
     * @param client shared; its own connect time-out applies too
     * @param timeout limit for one whole call, body included
     */
    public KiteApi(URI base, HttpClient client, Duration timeout) {
        this.base = base.toString().replaceAll("/+$", "");
        this.http = new BrokerHttp(client);
        this.timeout = timeout;
    }

    /** Turns a request token, which the broker takes once and for minutes only, into a session. */
    public KiteSession exchange(String apiKey, String apiSecret, String requestToken) throws KiteApiException {
        Map<String, String> form = Map.of(
                "api_key", apiKey,
                "request_token", requestToken,
                "checksum", Checksum.of(apiKey, requestToken, apiSecret));
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + "/session/token"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(FormEncoding.of(form)));
        JsonObject data = dataOf(call(request));
        return new KiteSession(
                required(data, "user_id"),
                KiteErrors.text(data, "user_name"),
                KiteErrors.text(data, "email"),
                required(data, "access_token"),
                loginTime(data));
    }

    /** Who the session belongs to; also the cheapest way to learn whether the session still lives. */
    public KiteProfile profile(String apiKey, String accessToken) throws KiteApiException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + "/user/profile"))
                .header("Authorization", "token " + headerSafe(apiKey) + ":" + headerSafe(accessToken));
        JsonObject data = dataOf(call(request));
        return new KiteProfile(
                required(data, "user_id"),
                KiteErrors.text(data, "user_name"),
                KiteErrors.text(data, "email"),
                KiteErrors.text(data, "broker"),
                texts(data, "exchanges"));
    }

    /** Ends the session at the broker. */
    public void logout(String apiKey, String accessToken) throws KiteApiException {
        String query = FormEncoding.of(Map.of("api_key", apiKey, "access_token", accessToken));
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + "/session/token?" + query))
                .header("Authorization", "token " + headerSafe(apiKey) + ":" + headerSafe(accessToken))
                .DELETE();
        call(request);
    }

    /**
     * Candles of a minute, oldest first. The broker allows three such calls a second and 60 days a call; an answer of more
     * than a megabyte is not taken, which five days never are.
     *
     * @param from the first minute
     * @param to the last
     */
    public List<KiteCandle> minutes(String apiKey, String accessToken, long token, Instant from, Instant to)
            throws KiteApiException {
        String query = FormEncoding.of(Map.of(
                "from", BROKER_TIME.format(from.atZone(BROKER_ZONE)),
                "to", BROKER_TIME.format(to.atZone(BROKER_ZONE)),
                "oi", "1"));
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create(base + "/instruments/historical/" + token + "/minute?" + query))
                .header("Authorization", "token " + headerSafe(apiKey) + ":" + headerSafe(accessToken));
        JsonObject data = dataOf(call(request));
        if (!(data.get("candles") instanceof JsonArray rows)) {
            throw new KiteApiException(Kind.MALFORMED, 200);
        }
        List<KiteCandle> candles = new ArrayList<>(rows.size());
        for (JsonValue row : rows) {
            candles.add(candle(row));
        }
        return candles;
    }

    private static KiteCandle candle(JsonValue value) throws KiteApiException {
        try {
            JsonArray row = value.asJsonArray();
            return new KiteCandle(
                    OffsetDateTime.parse(row.getString(0), CANDLE_TIME).toInstant(),
                    row.getJsonNumber(1).bigDecimalValue(),
                    row.getJsonNumber(2).bigDecimalValue(),
                    row.getJsonNumber(3).bigDecimalValue(),
                    row.getJsonNumber(4).bigDecimalValue(),
                    row.getJsonNumber(5).longValueExact(),
                    row.size() > 6 ? row.getJsonNumber(6).longValueExact() : null);
        } catch (ClassCastException | IndexOutOfBoundsException | ArithmeticException | DateTimeParseException other) {
            throw new KiteApiException(Kind.MALFORMED, 200);
        }
    }

    private JsonObject call(HttpRequest.Builder request) throws KiteApiException {
        request.header("X-Kite-Version", "3").header("Accept", "application/json");
        try {
            return KiteErrors.successOf(http.send(request.timeout(timeout).build(), timeout));
        } catch (HttpTimeoutException late) {
            throw new KiteApiException(Kind.TIMEOUT, 0);
        } catch (IOException unreachable) {
            // Not kept as the cause: the JDK's texts may name the address, and the address may hold a token.
            throw new KiteApiException(Kind.UNAVAILABLE, 0);
        }
    }

    private static JsonObject dataOf(JsonObject envelope) throws KiteApiException {
        if (envelope.get("data") instanceof JsonObject data) {
            return data;
        }
        throw new KiteApiException(Kind.MALFORMED, 200);
    }

    private static String required(JsonObject data, String name) throws KiteApiException {
        String value = KiteErrors.text(data, name);
        if (value.isEmpty()) {
            throw new KiteApiException(Kind.MALFORMED, 200);
        }
        return value;
    }

    private static Instant loginTime(JsonObject data) throws KiteApiException {
        try {
            return LocalDateTime.parse(KiteErrors.text(data, "login_time"), BROKER_TIME)
                    .atZone(BROKER_ZONE)
                    .toInstant();
        } catch (DateTimeParseException notATime) {
            throw new KiteApiException(Kind.MALFORMED, 200);
        }
    }

    private static List<String> texts(JsonObject data, String name) {
        return data.get(name) instanceof JsonArray values
                ? values.stream()
                        .filter(JsonString.class::isInstance)
                        .map(value -> ((JsonString) value).getString())
                        .toList()
                : List.of();
    }

    /** A stored key with a line break or a non-ASCII sign can't go into a header: the JDK would print it in its error. */
    private static String headerSafe(String value) throws KiteApiException {
        if (value.isEmpty() || value.chars().anyMatch(sign -> sign <= ' ' || sign > '~')) {
            throw new KiteApiException(Kind.INPUT, 0);
        }
        return value;
    }
}
