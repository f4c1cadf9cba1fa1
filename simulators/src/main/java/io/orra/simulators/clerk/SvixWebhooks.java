package io.orra.simulators.clerk;

import io.orra.simulators.http.Damage;
import io.orra.simulators.http.Input;
import io.orra.simulators.http.OutboundPost;
import io.orra.simulators.http.RandomText;
import io.orra.simulators.http.Secrets;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Builds an event, signs it as Svix does and posts it; the damage switches make it one that must be refused. */
final class SvixWebhooks {
    /** Base64 of a key that nobody configured. */
    private static final String STRANGE_SECRET = "whsec_c3RyYW5nZS1zaW11bGF0b3Itc2VjcmV0LWtleQ==";

    private final Clock clock;
    private final OutboundPost post;

    SvixWebhooks(Clock clock, OutboundPost post) {
        this.clock = clock;
        this.post = post;
    }

    Future<JsonObject> send(Input input) {
        String url = input.text("url");
        List<String> secrets = Secrets.read(input);
        String type = input.text("type");
        JsonObject data = input.object("data");
        String id = input.text("id", RandomText.id("msg"));
        long now = clock.millis();
        long timestamp = now / 1000 + input.integer("timestamp_offset_seconds", 0L, -864_000, 864_000);
        String prefix = input.oneOf("header_prefix", "svix", Set.of("svix", "webhook"));
        Damage damage = Damage.read(input);
        input.done();
        String whole = new JsonObject()
                .put("data", data)
                .put("instance_id", "ins_simulated")
                .put("object", "event")
                .put("timestamp", now)
                .put("type", type)
                .encode();
        String body = damage == Damage.NOT_JSON ? whole.substring(0, whole.length() / 2) : whole;
        return post.send(url, id, damage.sent(body), headers(prefix, secrets, id, timestamp, body, damage));
    }

    private static Map<String, String> headers(
            String prefix, List<String> secrets, String id, long timestamp, String body, Damage damage) {
        List<String> used = damage == Damage.WRONG_SECRET ? List.of(STRANGE_SECRET) : secrets;
        String signature = used.stream()
                .map(secret -> SvixSignature.of(secret, id, timestamp, body))
                .collect(Collectors.joining(" "));
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put(prefix + "-id", id);
        headers.put(prefix + "-timestamp", String.valueOf(timestamp));
        headers.put(prefix + "-signature", damage.signature(signature));
        switch (damage) {
            case MISSING_SIGNATURE -> headers.remove(prefix + "-signature");
            case MISSING_ID -> headers.remove(prefix + "-id");
            case MISSING_TIMESTAMP -> headers.remove(prefix + "-timestamp");
            case OTHER_VERSION -> headers.put(prefix + "-signature", signature.replace("v1,", "v2,"));
            default -> {}
        }
        return headers;
    }
}
