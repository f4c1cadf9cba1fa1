package io.orra.notification;

import io.orra.http.Page;
import io.orra.problem.InvalidFields;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.QueryParam;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;

/** What a caller asks of the delivery log. */
public class NotificationQuery {

    private static final int MAX_ID = 255;

    @QueryParam("limit")
    @DefaultValue("50")
    @Parameter(
            description = "Notifications a page",
            schema = @Schema(type = SchemaType.INTEGER, minimum = "1", maximum = "200", defaultValue = "50"))
    private String limit;

    @QueryParam("cursor")
    @Parameter(description = "next_cursor of the page before")
    private String cursor;

    @QueryParam("state")
    @Parameter(
            description = "This state only",
            schema =
                    @Schema(
                            type = SchemaType.STRING,
                            enumeration = {"waiting", "sending", "held", "delivered", "folded", "dead", "discarded"}))
    private String state;

    @QueryParam("channel")
    @Parameter(
            description = "This channel only",
            schema =
                    @Schema(
                            type = SchemaType.STRING,
                            enumeration = {"telegram", "whatsapp", "email"}))
    private String channel;

    @QueryParam("event_id")
    @Parameter(description = "This event only", schema = @Schema(type = SchemaType.STRING, maxLength = 255))
    private String eventId;

    int size() {
        return Page.size(limit);
    }

    /** Tenant and user are the caller's and are set by the service. */
    NotificationLog.Search search() {
        if (eventId != null && (eventId.length() > MAX_ID || eventId.indexOf('\0') >= 0)) {
            throw InvalidFields.of("event_id", "size", "at most " + MAX_ID + " characters");
        }
        Page.Cursor after = Page.after(cursor);
        return new NotificationLog.Search(
                null,
                null,
                one(NotificationState.class, "state", state),
                one(NotificationChannel.class, "channel", channel),
                eventId,
                after == null ? null : new NotificationLog.Position(after.at(), after.id()),
                size());
    }

    private static <E extends Enum<E>> E one(Class<E> type, String parameter, String word) {
        if (word == null) {
            return null;
        }
        for (E value : type.getEnumConstants()) {
            if (value.name().toLowerCase(Locale.ROOT).equals(word)) {
                return value;
            }
        }
        throw InvalidFields.of(parameter, "pattern", "none of the words for it");
    }
}
