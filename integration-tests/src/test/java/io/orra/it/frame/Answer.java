package io.orra.it.frame;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import java.io.StringReader;
import java.net.http.HttpResponse;

/** What came back over HTTP. */
public record Answer(int status, String body, HttpResponse<String> raw) {

    static Answer of(HttpResponse<String> response) {
        return new Answer(response.statusCode(), response.body(), response);
    }

    public JsonArray array() {
        try (var reader = Json.createReader(new StringReader(body))) {
            return reader.readArray();
        }
    }

    public JsonObject json() {
        try (var reader = Json.createReader(new StringReader(body))) {
            return reader.readObject();
        }
    }

    public String header(String name) {
        return raw.headers().firstValue(name).orElse("");
    }

    /** The problem's type without its prefix; fails when this is no problem+json. */
    public String problem() {
        if (!header("Content-Type").startsWith("application/problem+json")) {
            throw new AssertionError("no problem+json but " + header("Content-Type") + " with status " + status);
        }
        return json().getString("type").replaceFirst("^urn:orra:problem:", "");
    }
}
