package io.orra.simulators.clerk;

import io.orra.simulators.http.BadInput;
import io.orra.simulators.http.Faults;
import io.orra.simulators.http.Input;
import io.orra.simulators.http.Loopback;
import io.orra.simulators.http.OutboundPost;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.util.List;

/** The simulated Clerk instance. */
public final class Clerk {
    private final Vertx vertx;
    private final Clock clock;
    private final KeyRing keys;
    private final TokenMint mint;
    private final Organizations organizations;
    private final SubscriptionItems items;
    private final SvixWebhooks webhooks;
    private final Faults faults;
    private List<String> secretKeys;
    private String issuer;

    private Clerk(Vertx vertx, Clock clock, KeyRing keys) {
        this.vertx = vertx;
        this.clock = clock;
        this.keys = keys;
        this.mint = new TokenMint(keys, generate(vertx));
        this.organizations = new Organizations(clock);
        this.items = new SubscriptionItems(clock);
        this.webhooks = new SvixWebhooks(clock, new OutboundPost(vertx));
        this.faults = new Faults(vertx, ClerkApi::fault);
    }

    /** Makes the key beside the event loop. */
    public static Future<Clerk> create(Vertx vertx, Clock clock) {
        return generate(vertx).map(key -> new Clerk(vertx, clock, new KeyRing(key)));
    }

    private static Future<SigningKey> generate(Vertx vertx) {
        return vertx.executeBlocking(SigningKey::generate, false);
    }

    public Future<HttpServer> listen(int port) {
        return Loopback.listen(vertx, "clerk", port, faults.before(ClerkApi.router(vertx, this)))
                .onSuccess(server -> issuer = "http://" + Loopback.HOST + ":" + server.actualPort());
    }

    public Future<String> mint(Input input) {
        return mint.mint(SessionToken.read(input, clock, issuer));
    }

    /** @return the new key set */
    public Future<JsonObject> rotate(boolean keepOld) {
        return generate(vertx).map(key -> {
            keys.rotate(key, keepOld);
            return keys.keySet();
        });
    }

    public Future<JsonObject> sendWebhook(Input input) {
        return webhooks.send(input);
    }

    public JsonObject putOrganization(String id, JsonObject fields) {
        if (fields.containsKey("id") && !id.equals(fields.getValue("id"))) {
            throw new BadInput("'id' differs from the path");
        }
        return organizations.put(id, fields);
    }

    public boolean removeOrganization(String id) {
        return organizations.remove(id);
    }

    /** @param keys the only ones that the Backend API takes; null takes each that starts with sk_ */
    public void setSecretKeys(List<String> keys) {
        secretKeys = keys;
    }

    public SubscriptionItems items() {
        return items;
    }

    public Faults faults() {
        return faults;
    }

    boolean accepts(String secretKey) {
        return secretKeys == null ? secretKey.startsWith("sk_") : secretKeys.contains(secretKey);
    }

    KeyRing keys() {
        return keys;
    }

    Organizations organizations() {
        return organizations;
    }
}
