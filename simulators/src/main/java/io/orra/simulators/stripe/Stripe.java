package io.orra.simulators.stripe;

import io.orra.simulators.http.BadInput;
import io.orra.simulators.http.Damage;
import io.orra.simulators.http.Faults;
import io.orra.simulators.http.Input;
import io.orra.simulators.http.Loopback;
import io.orra.simulators.http.OutboundPost;
import io.orra.simulators.http.RandomText;
import io.orra.simulators.http.Secrets;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Sends events, whole or damaged, and lists subscriptions. */
public final class Stripe {
    private static final String API_VERSION = "2026-07-29.dahlia";

    private final Vertx vertx;
    private final Clock clock;
    private final OutboundPost post;
    private final StripeSubscriptions subscriptions;
    private final Faults faults;

    public Stripe(Vertx vertx, Clock clock) {
        this.vertx = vertx;
        this.clock = clock;
        this.post = new OutboundPost(vertx);
        this.subscriptions = new StripeSubscriptions(clock);
        this.faults = new Faults(vertx, StripeApi::fault);
    }

    public Future<HttpServer> listen(int port) {
        return Loopback.listen(vertx, "stripe", port, faults.before(StripeApi.router(vertx, subscriptions)));
    }

    public StripeSubscriptions subscriptions() {
        return subscriptions;
    }

    public Faults faults() {
        return faults;
    }

    /** @return {id, status, body}: the event's id and what the endpoint answered */
    public Future<JsonObject> send(Input input) {
        String url = input.text("url");
        List<String> secrets = Secrets.read(input);
        long now = clock.millis() / 1000;
        long timestamp = now + input.integer("timestamp_offset_seconds", 0L, -864_000, 864_000);
        JsonObject data = new JsonObject().put("object", input.object("object"));
        JsonObject previous = input.object("previous_attributes", null);
        if (previous != null) {
            data.put("previous_attributes", previous);
        }
        JsonObject event = new JsonObject()
                .put("id", input.text("id", RandomText.id("evt")))
                .put("object", "event")
                .put("api_version", input.text("api_version", API_VERSION))
                .put("created", input.integer("created", now, 0, 9_999_999_999L))
                .put("data", data)
                .put("livemode", input.flag("livemode", false))
                .put("pending_webhooks", 1)
                .put("request", new JsonObject().put("id", null).put("idempotency_key", null))
                .put("type", input.text("type"));
        Damage damage = Damage.read(input);
        input.done();
        if (damage == Damage.MISSING_ID) {
            throw new BadInput("'damage' of missing_id is for Clerk: Stripe has no id header");
        }
        String whole = event.encode();
        String body = damage == Damage.NOT_JSON ? whole.substring(0, whole.length() / 2) : whole;
        Map<String, String> headers = damage == Damage.MISSING_SIGNATURE
                ? Map.of()
                : Map.of("Stripe-Signature", header(secrets, timestamp, body, damage));
        return post.send(url, event.getString("id"), damage.sent(body), headers);
    }

    private static String header(List<String> secrets, long timestamp, String body, Damage damage) {
        List<String> used = damage == Damage.WRONG_SECRET ? List.of("whsec_nobody_configured_this") : secrets;
        String version = damage == Damage.OTHER_VERSION ? "v0=" : "v1=";
        String signatures = used.stream()
                .map(secret -> version + StripeSignature.of(secret, timestamp, body))
                .collect(Collectors.joining(","));
        return damage.signature(damage == Damage.MISSING_TIMESTAMP ? signatures : "t=" + timestamp + "," + signatures);
    }
}
