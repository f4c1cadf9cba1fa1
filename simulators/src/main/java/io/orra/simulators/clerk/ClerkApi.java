package io.orra.simulators.clerk;

import io.orra.simulators.http.RandomText;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;

/** The public key set of the Frontend API, and the key set and organisations of the Backend API. */
final class ClerkApi {
    private static final int LARGEST_PAGE = 500;

    private final Clerk clerk;

    private ClerkApi(Clerk clerk) {
        this.clerk = clerk;
    }

    static Router router(Vertx vertx, Clerk clerk) {
        ClerkApi api = new ClerkApi(clerk);
        Router router = Router.router(vertx);
        router.get("/.well-known/jwks.json").handler(api::keySet);
        router.route("/v1/*").handler(api::checkSecretKey);
        router.get("/v1/jwks").handler(api::keySet);
        router.get("/v1/organizations/:id").handler(api::organization);
        router.get("/v1/billing/subscription_items").handler(api::subscriptionItems);
        router.errorHandler(404, context -> error(context, 404, "resource_not_found", "Resource not found"));
        router.errorHandler(405, context -> error(context, 405, "method_not_allowed", "Method not allowed"));
        return router;
    }

    private void keySet(RoutingContext context) {
        json(context.request(), 200, clerk.keys().keySet().encode());
    }

    private void checkSecretKey(RoutingContext context) {
        String header = context.request().getHeader("Authorization");
        if (header == null || !header.startsWith("Bearer ")) {
            error(context, 401, "authentication_invalid", "Invalid authentication");
        } else if (!clerk.accepts(header.substring("Bearer ".length()))) {
            error(context, 401, "clerk_key_invalid", "The provided Clerk Secret Key is invalid.");
        } else {
            context.next();
        }
    }

    private void organization(RoutingContext context) {
        clerk.organizations()
                .find(context.pathParam("id"))
                .ifPresentOrElse(
                        found -> json(context.request(), 200, found.encode()),
                        () -> error(context, 404, "resource_not_found", "Resource not found"));
    }

    /** Free items only when they are asked for; ten of them unless a limit is given. */
    private void subscriptionItems(RoutingContext context) {
        HttpServerRequest request = context.request();
        if (!clerk.items().enabled()) {
            error(context, 403, "billing_not_enabled", "Billing is not enabled for this instance");
            return;
        }
        int limit = number(request.getParam("limit", "10"));
        int offset = number(request.getParam("offset", "0"));
        if (limit < 1 || limit > LARGEST_PAGE || offset < 0) {
            error(context, 422, "form_param_value_invalid", "limit or offset is invalid");
            return;
        }
        List<JsonObject> all = clerk.items().all(Boolean.parseBoolean(request.getParam("include_free")));
        List<JsonObject> page = all.stream().skip(offset).limit(limit).toList();
        json(
                request,
                200,
                new JsonObject()
                        .put("data", new JsonArray(page))
                        .put("total_count", all.size())
                        .encode());
    }

    private static int number(String given) {
        return given.matches("\\d{1,7}") ? Integer.parseInt(given) : -1;
    }

    private static void error(RoutingContext context, int status, String code, String message) {
        json(context.request(), status, errorBody(code, message));
    }

    /** The wording of faults on demand. */
    static String fault(HttpServerRequest request, int status, String code, String message) {
        request.response().putHeader("Content-Type", "application/json");
        String usual = status == 429 ? "too_many_requests" : "internal_clerk_error";
        return errorBody(code == null ? usual : code, message == null ? "Simulated fault" : message);
    }

    private static String errorBody(String code, String message) {
        return new JsonObject()
                .put(
                        "errors",
                        JsonArray.of(new JsonObject()
                                .put("message", message)
                                .put("long_message", message)
                                .put("code", code)
                                .put("meta", new JsonObject())))
                .put("clerk_trace_id", RandomText.alphanumeric(32).toLowerCase(java.util.Locale.ROOT))
                .encode();
    }

    private static void json(HttpServerRequest request, int status, String body) {
        request.response()
                .setStatusCode(status)
                .putHeader("Content-Type", "application/json")
                .end(body);
    }
}
