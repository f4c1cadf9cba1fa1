package io.orra.kite;

import jakarta.json.Json;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.ByteArrayInputStream;
import java.net.http.HttpHeaders;
import java.util.Optional;

/** What the broker answered, before anybody has judged it. The body may hold tokens, so it is not printed. */
record BrokerAnswer(int status, HttpHeaders headers, byte[] body) {

    /** The body as a JSON object; empty for HTML, an empty body, broken JSON or any other JSON value. */
    Optional<JsonObject> json() {
        try (JsonReader reader = Json.createReader(new ByteArrayInputStream(body))) {
            return Optional.of(reader.readObject());
        } catch (JsonException | IllegalStateException notAnObject) {
            return Optional.empty();
        }
    }

    boolean ok() {
        return status >= 200 && status < 300;
    }

    @Override
    public String toString() {
        return "BrokerAnswer[status=" + status + ", " + body.length + " bytes]";
    }
}
