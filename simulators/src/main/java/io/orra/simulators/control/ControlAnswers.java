package io.orra.simulators.control;

import io.orra.simulators.http.BadInput;
import io.orra.simulators.http.Unknown;
import io.vertx.core.Future;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

/** How the control endpoint answers: JSON, and errors as {"error": text}. */
final class ControlAnswers {
    private ControlAnswers() {}

    static void json(RoutingContext context, JsonObject body) {
        send(context, 200, body);
    }

    static void done(RoutingContext context) {
        json(context, new JsonObject().put("ok", true));
    }

    /** 502 where the product's endpoint could not be reached. */
    static void json(RoutingContext context, Future<JsonObject> body) {
        body.onSuccess(answer -> json(context, answer)).onFailure(cause -> {
            if (cause instanceof BadInput) {
                error(context, 400, cause.getMessage());
            } else {
                error(context, 502, "no answer: " + cause.getMessage());
            }
        });
    }

    /** The body of a thing that is kept as its party writes it, so any field goes. */
    static JsonObject anyFields(RoutingContext context) {
        try {
            return context.body().length() > 0 ? context.body().asJsonObject() : new JsonObject();
        } catch (DecodeException | ClassCastException e) {
            throw new BadInput("the body must be one JSON object");
        }
    }

    static void found(RoutingContext context, boolean found, String what) {
        if (!found) {
            throw new Unknown(what);
        }
        done(context);
    }

    static void answerErrors(Router router) {
        router.errorHandler(404, context -> error(context, 404, "no such control path"));
        router.errorHandler(405, context -> error(context, 405, "no such method on this control path"));
        router.errorHandler(413, context -> error(context, 413, "the body is too large"));
        router.route().failureHandler(context -> {
            if (context.failure() instanceof BadInput bad) {
                error(context, 400, bad.getMessage());
            } else if (context.failure() instanceof Unknown unknown) {
                error(context, 404, unknown.getMessage());
            } else if (context.failure() != null) {
                error(context, 500, context.failure().toString());
            } else {
                context.next();
            }
        });
    }

    private static void error(RoutingContext context, int status, String text) {
        send(context, status, new JsonObject().put("error", text));
    }

    private static void send(RoutingContext context, int status, JsonObject body) {
        if (!context.response().closed()) {
            context.response()
                    .setStatusCode(status)
                    .putHeader("Content-Type", "application/json")
                    .end(body.toBuffer());
        }
    }
}
