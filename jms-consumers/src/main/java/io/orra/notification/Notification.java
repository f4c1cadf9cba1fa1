package io.orra.notification;

import static io.orra.json.SharedJson.JSON;

import io.orra.messaging.Queues;
import io.orra.tracing.Traces;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.time.Instant;
import java.util.Locale;
import java.util.Set;

/**
 * What a person is told of an event.
 *
 * @param severity {@code info}, {@code warning} or {@code urgent}
 * @param foldKey what counts as a repeat
 * @param note a stable code worth showing in the log, null for none
 * @param body the original's payload without channel and destination, with {@code id}, {@code schema_version} and
 *     {@code correlation_id} added
 */
public record Notification(
        String eventType, String severity, String message, String foldKey, String note, JsonObject body) {

    static final int SCHEMA_VERSION = 1;

    private static final Set<String> SUCCESS = Set.of("success", "filled", "completed");
    private static final Set<String> FAILURE = Set.of(
            "failed",
            "failure",
            "error",
            "rejected",
            "cancelled",
            "canceled",
            "expired",
            "denied",
            "blocked",
            "timeout");
    private static final String UNKNOWN_STATUS = "unknown_status";
    private static final String TWO_FACTOR_FAILED = "auth_2fa_failed";
    private static final String TEST = NotificationPreferenceService.TEST_EVENT;
    private static final int MAX_TYPE = 64;
    private static final int MAX_KEY = 160;
    private static final int MAX_MESSAGE = 1000;

    public static Notification of(TenantEvent event, Instant now) {
        return switch (event.queue()) {
            case Queues.AUTH_ERRORS -> login(event, now);
            case Queues.AUTH_NOTICES -> loginDue(event, now);
            case Queues.BILLING_NOTICES -> subscription(event, now);
            default -> execution(event, now);
        };
    }

    public boolean urgent() {
        return "urgent".equals(severity);
    }

    /** With the span that it belongs to, so that who tells it goes on with the trace. */
    Notification traced(String traceparent) {
        return traceparent == null
                ? this
                : new Notification(
                        eventType,
                        severity,
                        message,
                        foldKey,
                        note,
                        JSON.createObjectBuilder()
                                .add(Traces.TRACEPARENT, traceparent)
                                .addAll(JSON.createObjectBuilder(body))
                                .build());
    }

    private static Notification loginDue(TenantEvent event, Instant now) {
        String type = "broker_login_due";
        String message = "Your broker session for today is missing. Log in at Zerodha with this link, good until "
                + event.text("expires_at").orElse("noon") + " and once: "
                + event.text("login_url").orElse("it could not be made");
        return told(event, now, type, "info", message, type, null, null);
    }

    private static Notification subscription(TenantEvent event, Instant now) {
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
        return told(event, now, type, severity, message, type, null, null);
    }

    private static Notification execution(TenantEvent event, Instant now) {
        if (event.text("event_type").filter(TEST::equals).isPresent()) {
            return told(event, now, TEST, "info", "This is a test notification from Orra.", TEST, null, null);
        }
        String status = event.text("status").orElse("unknown").toLowerCase(Locale.ROOT);
        boolean success = SUCCESS.contains(status);
        String message = success
                ? "Trade executed successfully"
                : "Trade execution failed: " + event.text("error").orElse("unknown reason");
        String note = success || FAILURE.contains(status) ? null : UNKNOWN_STATUS;
        String type = "trade_execution";
        // Words of one's own are no kinds of their own, or repeats would pass as news.
        String key = type + ":" + (note == null ? status : note);
        return told(event, now, type, success ? "info" : "warning", message, key, status, note);
    }

    private static Notification login(TenantEvent event, Instant now) {
        String type = event.text("event_type").orElse(TWO_FACTOR_FAILED);
        String message = TWO_FACTOR_FAILED.equals(type)
                ? "Urgent: Zerodha 2FA login failed. Please re-check your credentials immediately."
                : "Urgent: Zerodha login failed (" + event.text("reason").orElse("unknown reason") + ").";
        return told(event, now, type, "urgent", message, type, null, null);
    }

    private static Notification told(
            TenantEvent event,
            Instant now,
            String type,
            String severity,
            String message,
            String foldKey,
            String tradeStatus,
            String note) {
        String said = cut(message, MAX_MESSAGE);
        JsonObjectBuilder body = JSON.createObjectBuilder()
                .add("id", event.id())
                .add("schema_version", SCHEMA_VERSION)
                .add("correlation_id", event.text("correlation_id").orElse(event.id()))
                .add("event_type", type)
                .add("severity", severity)
                .add("tenant_id", event.tenantId().toString())
                .add("user_id", event.userId().toString())
                .add("message", said)
                .add("meta", event.fields())
                .add("timestamp", now.toString());
        if (tradeStatus != null) {
            body.add("trade_status", tradeStatus);
        }
        return new Notification(cut(type, MAX_TYPE), severity, said, cut(foldKey, MAX_KEY), note, body.build());
    }

    /** PostgreSQL keeps no NUL. */
    private static String cut(String text, int most) {
        String kept = text.replace("\0", "");
        return kept.length() <= most ? kept : kept.substring(0, most - 1) + "…";
    }
}
