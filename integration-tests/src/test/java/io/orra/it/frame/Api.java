package io.orra.it.frame;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.net.http.HttpRequest;
import java.util.HashMap;
import java.util.Map;

/** The API as a REST client sees it. */
public final class Api {

    private final String base;
    private final String token;
    private final Map<String, String> headers;

    Api(String base) {
        this(base, null, Map.of());
    }

    private Api(String base, String token, Map<String, String> headers) {
        this.base = base;
        this.token = token;
        this.headers = headers;
    }

    /** The same API with a bearer token. */
    public Api as(String bearerToken) {
        return new Api(base, bearerToken, headers);
    }

    /** The same API with one more header. */
    public Api with(String name, String value) {
        Map<String, String> more = new HashMap<>(headers);
        more.put(name, value);
        return new Api(base, token, more);
    }

    public String base() {
        return base;
    }

    public Answer get(String path) {
        return send("GET", path, null);
    }

    public Answer put(String path, JsonObject body) {
        return send("PUT", path, body.toString());
    }

    public Answer post(String path, JsonObject body) {
        return post(path, body.toString());
    }

    public Answer post(String path, String body) {
        return send("POST", path, body);
    }

    public Answer delete(String path) {
        return send("DELETE", path, null);
    }

    /** Any request; header names and values in turn. */
    public Answer send(String method, String path, String body, String... more) {
        HttpRequest.Builder request = Http.to(base + path)
                .method(
                        method,
                        body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body));
        if (body != null) {
            request.header("Content-Type", "application/json");
        }
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        headers.forEach(request::header);
        if (more.length > 0) {
            request.headers(more);
        }
        return Http.sendToOrra(request);
    }

    /** With a header of Authorization as it stands. */
    public Answer getWithAuthorization(String path, String authorization) {
        return Http.sendToOrra(Http.to(base + path).header("Authorization", authorization));
    }

    /** The same machine on another port, for the agents' health. */
    public Answer getOnPort(int port, String path) {
        return Http.sendToAgent(Http.to("http://127.0.0.1:" + port + path));
    }

    /** A metric of the agent at that port; 0 as long as it shows none, or does not answer. */
    public long metric(int port, String name) {
        try {
            return getOnPort(port, "/health")
                    .json()
                    .getOrDefault("metrics", JsonValue.EMPTY_JSON_OBJECT)
                    .asJsonObject()
                    .getInt(name, 0);
        } catch (AssertionError | RuntimeException notYet) {
            return 0;
        }
    }
}
