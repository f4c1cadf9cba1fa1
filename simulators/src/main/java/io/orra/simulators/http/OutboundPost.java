package io.orra.simulators.http;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Posts a signed webhook to the product and tells what it answered. */
public final class OutboundPost {
    /** Svix counts an answer after 15 s as a failure. */
    private static final long TIMEOUT_MS = 15_000;

    private final HttpClient client;

    public OutboundPost(Vertx vertx) {
        client = vertx.createHttpClient();
    }

    /** @return {id, status, body}; fails when nobody answers in time */
    public Future<JsonObject> send(String url, String id, String body, Map<String, String> headers) {
        RequestOptions options = new RequestOptions()
                .setMethod(HttpMethod.POST)
                .setAbsoluteURI(absolute(url))
                .setTimeout(TIMEOUT_MS)
                .putHeader("Content-Type", "application/json; charset=utf-8");
        headers.forEach(options::putHeader);
        return client.request(options)
                .compose(request -> request.send(io.vertx.core.buffer.Buffer.buffer(body)))
                .compose(response -> response.body()
                        .map(answer -> new JsonObject()
                                .put("id", id)
                                .put("status", response.statusCode())
                                .put("body", answer.toString(StandardCharsets.UTF_8))));
    }

    private static String absolute(String url) {
        try {
            URI uri = new URI(url);
            if (uri.getHost() != null && ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))) {
                return url;
            }
        } catch (java.net.URISyntaxException e) {
            throw new BadInput("'url' must be an absolute http URL");
        }
        throw new BadInput("'url' must be an absolute http URL");
    }
}
