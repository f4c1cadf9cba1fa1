package io.orra.notification;

import io.orra.http.Page;
import io.orra.identity.AllowedTo;
import io.orra.identity.CurrentCaller;
import io.orra.identity.Roles;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What a tenant was told. */
@ApplicationScoped
@Path("/account/notifications")
@AllowedTo(Roles.MEMBER)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Account")
public class NotificationHistoryResource {

    @Schema(description = "One call of a webhook")
    public record NotificationAttempt(
            @Schema(required = true) int attempt,
            @Schema(required = true) Instant at,

            @Schema(
                    required = true,
                    enumeration = {"telegram", "whatsapp", "email"})
            String channel,

            @Schema(required = true, nullable = true, description = "HTTP status; null without an answer")
            Integer statusCode,

            @Schema(required = true) long durationMs,

            @Schema(
                    required = true,
                    enumeration = {"delivered", "failed", "dead"})
            String outcome,

            @Schema(required = true, nullable = true) String reason) {

        static NotificationAttempt of(DeliveryAttempt attempt) {
            return new NotificationAttempt(
                    attempt.attempt(),
                    attempt.at(),
                    attempt.channel().word(),
                    attempt.statusCode(),
                    attempt.duration().toMillis(),
                    attempt.outcome().word(),
                    attempt.reason());
        }
    }

    @Schema(name = "Notification", description = "One event and what became of it")
    public record NotificationView(
            @Schema(required = true) UUID id,
            @Schema(required = true) String eventId,
            @Schema(required = true) UUID userId,

            @Schema(required = true, example = "trade_execution")
            String eventType,

            @Schema(
                    required = true,
                    enumeration = {"info", "warning", "urgent"})
            String severity,

            @Schema(required = true) String message,

            @Schema(
                    required = true,
                    enumeration = {"telegram", "whatsapp", "email"})
            String channel,

            @Schema(required = true, description = "Its first characters")
            String destination,

            @Schema(
                    required = true,
                    enumeration = {"waiting", "sending", "held", "delivered", "folded", "dead", "discarded"})
            String state,

            @Schema(required = true, nullable = true, description = "Why it was not delivered, or not at once")
            String reason,

            @Schema(required = true, nullable = true, description = "What was noticed when the event came in")
            String note,

            @Schema(required = true, nullable = true, description = "The digest that told it")
            UUID foldedInto,

            @Schema(required = true) Instant createdAt,

            @Schema(required = true, nullable = true, description = "Not attempted before, while it waits")
            Instant dueAt,

            @Schema(required = true, nullable = true) Instant finishedAt,
            @Schema(required = true) List<NotificationAttempt> attempts) {

        static NotificationView of(NotificationHistory.Told told) {
            NotificationLog.Entry entry = told.entry();
            return new NotificationView(
                    entry.id(),
                    entry.eventId(),
                    entry.userId(),
                    entry.eventType(),
                    entry.severity(),
                    entry.message(),
                    entry.channel().word(),
                    entry.destinationMasked(),
                    entry.state().word(),
                    entry.reason(),
                    entry.note(),
                    entry.foldedInto(),
                    entry.createdAt(),
                    entry.finishedAt() == null ? entry.dueAt() : null,
                    entry.finishedAt(),
                    told.attempts().stream().map(NotificationAttempt::of).toList());
        }
    }

    @Schema(description = "Newest first")
    public record NotificationPage(
            @Schema(required = true) List<NotificationView> notifications,

            @Schema(required = true, nullable = true, description = "For the next page; null on the last")
            String nextCursor) {}

    @Inject
    private CurrentCaller caller;

    @Inject
    private NotificationHistory history;

    @GET
    @Operation(
            operationId = "getNotifications",
            summary = "Read the delivery log",
            description = "What the tenant was told and each attempt, newest first. Administrators see all of it,"
                    + " members what was for them.")
    public NotificationPage get(@BeanParam NotificationQuery query) {
        List<NotificationHistory.Told> found = history.find(caller.get(), query.search());
        String next = null;
        if (found.size() == query.size()) {
            NotificationLog.Entry last = found.get(found.size() - 1).entry();
            next = new Page.Cursor(last.createdAt(), last.id()).text();
        }
        return new NotificationPage(found.stream().map(NotificationView::of).toList(), next);
    }
}
