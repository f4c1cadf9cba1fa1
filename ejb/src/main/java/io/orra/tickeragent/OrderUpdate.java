package io.orra.tickeragent;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.UUID;

/**
 * One change of one order, as it goes to the queue.
 *
 * @param id the same for the same words about the same tenant's order: each of a tenant's sockets tells of every order, and
 *     for some seconds two instances may stream one tenant
 */
record OrderUpdate(String id, UUID tenant, JsonObject body) {

    /** @param order the broker's JSON object, which goes into the message as it is */
    static OrderUpdate of(UUID tenant, UUID user, String kiteUser, String order, Instant received) {
        try (JsonReader reader = Json.createReader(new StringReader(order))) {
            JsonObject body = Json.createObjectBuilder()
                    .add("event_type", "order_update")
                    .add("tenant_id", tenant.toString())
                    .add("user_id", user.toString())
                    .add("kite_user_id", kiteUser)
                    .add("received_at", received.toString())
                    .add("order", reader.readObject())
                    .build();
            return new OrderUpdate(digest(tenant + "\n" + order), tenant, body);
        }
    }

    private static String digest(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }
}
