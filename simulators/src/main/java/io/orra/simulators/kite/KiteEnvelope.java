package io.orra.simulators.kite;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

/** The JSON envelope around each answer of the broker; there is no numeric code in it. */
public final class KiteEnvelope {
    private KiteEnvelope() {}

    public static void success(RoutingContext context, Object data) {
        json(context, 200, new JsonObject().put("status", "success").put("data", data));
    }

    public static void error(RoutingContext context, KiteError error) {
        json(context, error.status(), error(error.type(), error.getMessage()));
    }

    private static JsonObject error(String type, String message) {
        return new JsonObject()
                .put("status", "error")
                .put("message", message)
                .put("data", null)
                .put("error_type", type);
    }

    private static void json(RoutingContext context, int status, JsonObject body) {
        if (!context.response().ended()) {
            context.response()
                    .setStatusCode(status)
                    .putHeader("Content-Type", "application/json")
                    .end(body.toBuffer());
        }
    }

    /** The wording of faults on demand. */
    public static String fault(HttpServerRequest request, int status, String errorType, String message) {
        request.response().putHeader("Content-Type", "application/json");
        return error(
                        errorType == null ? KiteError.typeFor(status) : errorType,
                        message == null ? KiteError.messageFor(status) : message)
                .encode();
    }

    /** Errors of a router in the broker's words: unknown path, wrong method, everything thrown. */
    public static void answerErrors(Router router) {
        router.errorHandler(404, context -> error(context, KiteError.routeNotFound()));
        router.errorHandler(
                405, context -> error(context, new KiteError(405, "GeneralException", "Method not allowed")));
        router.route().failureHandler(KiteEnvelope::failed);
    }

    private static void failed(RoutingContext context) {
        if (context.failure() instanceof KiteError error) {
            error(context, error);
        } else if (context.failure() != null) {
            error(context, new KiteError(500, "GeneralException", "Internal error: " + context.failure()));
        } else {
            context.next();
        }
    }
}
