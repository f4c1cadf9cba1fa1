package io.orra.notification;

import io.orra.messaging.Queues;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.time.Instant;
import java.util.Locale;
import java.util.Set;

/**
 * What a person is told of an event, in the original's payload with {@code id} and {@code schema_version} added.
 *
 * @param urgent goes to the urgent webhook where there is one
 */
public record Notification(boolean urgent, JsonObject payload) {

    private static final Set<String> SUCCESS = Set.of("success", "filled", "completed");
    private static final String TWO_FACTOR_FAILED = "auth_2fa_failed";
    private static final String TEST = NotificationPreferenceService.TEST_EVENT;
    private static final int SCHEMA_VERSION = 1;

    public static Notification of(TenantEvent event, Target target, Instant now) {
        return switch (event.queue()) {
            case Queues.AUTH_ERRORS -> login(event, target, now);
            case Queues.AUTH_NOTICES -> loginDue(event, target, now);
            case Queues.BILLING_NOTICES -> subscription(event, target, now);
            default -> execution(event, target, now);
        };
    }

    private static Notification loginDue(TenantEvent event, Target target, Instant now) {
        String message = "Your broker session for today is missing. Log in at Zerodha with this link, good until "
                + event.text("expires_at").orElse("noon") + " and once: "
                + event.text("login_url").orElse("it could not be made");
        return new Notification(
                false,
                payload(event, target, now, "broker_login_due", "info", message).build());
    }

    private static Notification subscription(TenantEvent event, Target target, Instant now) {
        String type = event.text("event_type").orElse("subscription_changed");
        String message =
                switch (type) {
                    case "subscription_ended" ->
                        "Your subscription has ended: strategies are off and the broker session"
                                + " is closed. Open positions stay at the broker, where you can close them.";
                    case "subscription_grace" ->
                        "A payment is missing: your subscription ends on "
                                + event.text("grace_until").orElse("a date to come") + " unless it arrives.";
                    default -> "Your subscription has changed.";
                };
        String severity = "subscription_changed".equals(type) ? "info" : "warning";
        return new Notification(
                false, payload(event, target, now, type, severity, message).build());
    }

    private static Notification execution(TenantEvent event, Target target, Instant now) {
        if (event.text("event_type").filter(TEST::equals).isPresent()) {
            JsonObject payload = payload(event, target, now, TEST, "info", "This is a test notification from Orra.")
                    .build();
            return new Notification(false, payload);
        }
        String status = event.text("status").orElse("unknown").toLowerCase(Locale.ROOT);
        boolean success = SUCCESS.contains(status);
        String message = success
                ? "Trade executed successfully"
                : "Trade execution failed: " + event.text("error").orElse("unknown reason");
        JsonObject payload = payload(event, target, now, "trade_execution", success ? "info" : "warning", message)
                .add("trade_status", status)
                .build();
        return new Notification(false, payload);
    }

    private static Notification login(TenantEvent event, Target target, Instant now) {
        String type = event.text("event_type").orElse(TWO_FACTOR_FAILED);
        String message = TWO_FACTOR_FAILED.equals(type)
                ? "Urgent: Zerodha 2FA login failed. Please re-check your credentials immediately."
                : "Urgent: Zerodha login failed (" + event.text("reason").orElse("unknown reason") + ").";
        return new Notification(
                true, payload(event, target, now, type, "urgent", message).build());
    }

    private static JsonObjectBuilder payload(
            TenantEvent event, Target target, Instant now, String type, String severity, String message) {
        return Json.createObjectBuilder()
                .add("id", event.id())
                .add("schema_version", SCHEMA_VERSION)
                .add("event_type", type)
                .add("severity", severity)
                .add("tenant_id", event.tenantId().toString())
                .add("user_id", event.userId().toString())
                .add("channel", target.channel().word())
                .add("destination", target.destination())
                .add("message", message)
                .add("meta", event.fields())
                .add("timestamp", now.toString());
    }
}
