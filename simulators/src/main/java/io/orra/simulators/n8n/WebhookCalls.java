package io.orra.simulators.n8n;

import io.orra.simulators.http.RandomText;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/** Answers production webhook calls with the literal texts of n8n. */
final class WebhookCalls {
    private static final long LARGEST_BODY = 16L * 1024 * 1024;

    private record Answer(int status, String contentType, String body, boolean challenge) {}

    private final Vertx vertx;
    private final N8n n8n;

    private WebhookCalls(Vertx vertx, N8n n8n) {
        this.vertx = vertx;
        this.n8n = n8n;
    }

    static Router router(Vertx vertx, N8n n8n) {
        WebhookCalls calls = new WebhookCalls(vertx, n8n);
        Router router = Router.router(vertx);
        router.route().handler(BodyHandler.create(false).setBodyLimit(LARGEST_BODY));
        router.route("/webhook/*").handler(calls::call);
        router.get("/healthz").handler(context -> send(context.response(), json(200, "{\"status\":\"ok\"}")));
        router.errorHandler(404, context -> send(context.response(), notRegistered(context, "")));
        router.errorHandler(413, context -> send(context.response(), envelope(413, "request entity too large", null)));
        return router;
    }

    private void call(RoutingContext context) {
        Instant at = n8n.clock().instant();
        String path = context.request().path().substring("/webhook/".length());
        WebhookSettings settings = n8n.settingsFor(path, tenant(context.body().buffer()));
        Answer usual = answer(context, path, settings);
        Effect effect = usual.status() >= 300
                ? Effect.NONE
                : n8n.told()
                        .take(
                                path,
                                context.request().getHeader("Idempotency-Key"),
                                at,
                                Duration.ofMillis(settings.delayMs()));
        // A workflow that answers immediately has answered before it looks.
        boolean refused = effect == Effect.UNDER_WAY && settings.respondMode().equals("responseNode");
        Answer answer = refused ? json(409, "{\"ok\":false,\"reason\":\"under_way\"}") : usual;
        n8n.record(Received.of(at, context.request(), path, context.body().buffer(), answer.status(), effect));
        if (settings.delayMs() > 0) {
            vertx.setTimer(settings.delayMs(), timer -> send(context.response(), answer));
        } else {
            send(context.response(), answer);
        }
    }

    private static String tenant(Buffer body) {
        try {
            return body != null && Json.decodeValue(body) instanceof JsonObject message
                    ? message.getString("tenant_id")
                    : null;
        } catch (DecodeException | ClassCastException noMessage) {
            return null;
        }
    }

    private static Answer answer(RoutingContext context, String path, WebhookSettings settings) {
        if (!settings.registered()) {
            return notRegistered(context, path);
        }
        HttpMethod method = context.request().method();
        if (method != HttpMethod.POST) {
            return envelope(
                    404,
                    "This webhook is not registered for " + method + " requests. Did you mean to make a POST request?",
                    null);
        }
        if (settings.authHeader() != null
                && !settings.authValue().equals(context.request().getHeader(settings.authHeader()))) {
            return new Answer(403, "text/plain", "Authorization data is wrong!", true);
        }
        if (settings.status() != 0) {
            return onDemand(context, path, settings.status());
        }
        boolean immediate = settings.respondMode().equals("onReceived");
        if (settings.workflowError() && !immediate) {
            return json(500, "{\"message\":\"Error in workflow\"}");
        }
        if (immediate) {
            return json(200, "{\"message\":\"Workflow was started\"}");
        }
        String body = context.body().asString();
        return settings.respondMode().equals("lastNode")
                ? json(200, body == null ? "{}" : body)
                : json(
                        200,
                        new JsonObject()
                                .put("ok", true)
                                .put("id", RandomText.alphanumeric(16))
                                .encode());
    }

    private static Answer onDemand(RoutingContext context, String path, int status) {
        return switch (status) {
            case 403 -> new Answer(403, "text/plain", "Authorization data is wrong!", true);
            case 404 -> notRegistered(context, path);
            case 500 -> json(500, "{\"message\":\"Error in workflow\"}");
            default ->
                status < 300
                        ? json(status, "{\"message\":\"Workflow was started\"}")
                        : envelope(status, String.format(Locale.ROOT, "Simulated fault with status %d", status), null);
        };
    }

    private static Answer notRegistered(RoutingContext context, String path) {
        return envelope(
                404,
                "The requested webhook \"" + context.request().method() + " " + path + "\" is not registered.",
                "The workflow must be active for a production URL to run successfully. You can activate the workflow"
                        + " using the toggle in the top-right of the editor.");
    }

    private static Answer envelope(int status, String message, String hint) {
        JsonObject body = new JsonObject().put("code", status).put("message", message);
        return json(status, (hint == null ? body : body.put("hint", hint)).encode());
    }

    private static Answer json(int status, String body) {
        return new Answer(status, "application/json; charset=utf-8", body, false);
    }

    private static void send(HttpServerResponse response, Answer answer) {
        if (response.closed()) {
            return;
        }
        if (answer.challenge()) {
            response.putHeader("WWW-Authenticate", "Basic realm=\"Webhook\"");
        }
        response.setStatusCode(answer.status())
                .putHeader("Content-Type", answer.contentType())
                .end(answer.body());
    }
}
