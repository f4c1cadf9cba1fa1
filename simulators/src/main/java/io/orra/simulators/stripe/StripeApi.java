package io.orra.simulators.stripe;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Set;

/** The list of subscriptions, page by page, for whoever brings a key that starts as Stripe's do. */
final class StripeApi {
    private static final int USUAL_PAGE = 10;
    private static final int LARGEST_PAGE = 100;
    private static final Set<String> STATUSES = Set.of(
            "active",
            "all",
            "canceled",
            "ended",
            "incomplete",
            "incomplete_expired",
            "past_due",
            "paused",
            "trialing",
            "unpaid");

    private final StripeSubscriptions subscriptions;

    private StripeApi(StripeSubscriptions subscriptions) {
        this.subscriptions = subscriptions;
    }

    static Router router(Vertx vertx, StripeSubscriptions subscriptions) {
        StripeApi api = new StripeApi(subscriptions);
        Router router = Router.router(vertx);
        router.route("/v1/*").handler(api::checkKey);
        router.get("/v1/subscriptions").handler(api::list);
        router.errorHandler(
                404,
                context -> error(
                        context,
                        404,
                        "Unrecognized request URL (" + context.request().method() + ": "
                                + context.request().path() + ")."));
        return router;
    }

    private void checkKey(RoutingContext context) {
        String header = context.request().getHeader("Authorization");
        if (header == null || !header.matches("Bearer (sk|rk)_\\S+")) {
            error(context, 401, "Invalid API Key provided");
        } else {
            context.next();
        }
    }

    /** Without a status all that are not canceled, as Stripe does. */
    private void list(RoutingContext context) {
        HttpServerRequest request = context.request();
        String status = request.getParam("status", "");
        int limit = limit(request.getParam("limit"));
        if (limit < 1 || limit > LARGEST_PAGE || !status.isEmpty() && !STATUSES.contains(status)) {
            error(context, 400, "Invalid " + (limit < 1 || limit > LARGEST_PAGE ? "limit" : "status"));
            return;
        }
        List<JsonObject> asked = subscriptions.all().stream()
                .filter(one -> wanted(status, one.getString("status")))
                .toList();
        String after = request.getParam("starting_after");
        int first = 0;
        if (after != null) {
            first = asked.stream().map(one -> one.getString("id")).toList().indexOf(after) + 1;
            if (first == 0) {
                error(context, 400, "No such subscription: '" + after + "'");
                return;
            }
        }
        List<JsonObject> page = asked.subList(first, Math.min(asked.size(), first + limit));
        json(
                request,
                200,
                new JsonObject()
                        .put("object", "list")
                        .put("url", "/v1/subscriptions")
                        .put("has_more", first + page.size() < asked.size())
                        .put("data", new JsonArray(List.copyOf(page)))
                        .encode());
    }

    private static int limit(String given) {
        if (given == null) {
            return USUAL_PAGE;
        }
        return given.matches("\\d{1,6}") ? Integer.parseInt(given) : 0;
    }

    private static boolean wanted(String asked, String status) {
        return switch (asked) {
            case "all" -> true;
            case "" -> !"canceled".equals(status);
            case "ended" -> "canceled".equals(status) || "incomplete_expired".equals(status);
            default -> asked.equals(status);
        };
    }

    private static void error(RoutingContext context, int status, String message) {
        json(context.request(), status, errorBody(status, null, message));
    }

    /** The wording of faults on demand. */
    static String fault(HttpServerRequest request, int status, String type, String message) {
        request.response().putHeader("Content-Type", "application/json");
        return errorBody(status, type, message == null ? "Simulated fault" : message);
    }

    private static String errorBody(int status, String type, String message) {
        String usual = status >= 500 ? "api_error" : "invalid_request_error";
        return new JsonObject()
                .put(
                        "error",
                        new JsonObject()
                                .put("type", type == null ? usual : type)
                                .put("message", message))
                .encode();
    }

    private static void json(HttpServerRequest request, int status, String body) {
        request.response()
                .setStatusCode(status)
                .putHeader("Content-Type", "application/json")
                .end(body);
    }
}
