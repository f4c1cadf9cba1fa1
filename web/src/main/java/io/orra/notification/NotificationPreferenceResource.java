package io.orra.notification;

import io.orra.http.EntityTags;
import io.orra.identity.AllowedTo;
import io.orra.identity.CurrentCaller;
import io.orra.identity.Roles;
import io.orra.problem.InvalidFields;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.DateTimeException;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** How the caller wants to be told. */
@ApplicationScoped
@Path("/account/notification-preferences")
@AllowedTo(Roles.MEMBER)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Account")
public class NotificationPreferenceResource {

    private static final String TIME = "([01]\\d|2[0-3]):[0-5]\\d";

    @Schema(description = "One way to reach the user")
    public record ChannelPreference(
            @NotNull
            @Pattern(regexp = "telegram|whatsapp|email")
            @Schema(
                    required = true,
                    enumeration = {"telegram", "whatsapp", "email"})
            String channel,

            @NotNull
            @Size(min = 1, max = 255)
            @Pattern(regexp = "[^\\x00-\\x1f\\x7f]*")
            @Schema(required = true, example = "trader@example.com")
            String destination,

            @Schema(nullable = true, description = "Left out means yes")
            Boolean isEnabled) {}

    @Schema(
            nullable = true,
            description = "Part of each day in the user's zone; 22:00 to 07:00 goes over midnight; null for none")
    public record QuietTime(
            @NotNull @Pattern(regexp = TIME) @Schema(required = true, example = "22:00")
            String from,

            @NotNull @Pattern(regexp = TIME) @Schema(required = true, example = "07:00")
            String until,

            @Size(min = 1, max = 64) @Schema(nullable = true, example = "Asia/Kolkata")
            String timeZone) {}

    @Schema(description = "Channels in the order in which they are tried")
    public record NotificationPreferencesView(
            @NotNull @Size(max = 3) @Schema(required = true) List<@NotNull @Valid ChannelPreference> channels,

            @Valid QuietTime quietHours,

            @Schema(
                    nullable = true,
                    description = "Whether urgent events are told in quiet hours too; left out means yes")
            Boolean urgentOverride) {}

    @Schema(description = "A test event is on its way")
    public record TestSent(
            @Schema(required = true) boolean sent,
            @Schema(required = true) UUID eventId) {}

    @Inject
    private CurrentCaller caller;

    @Inject
    private NotificationPreferenceService preferences;

    @Inject
    private EntityTags tags;

    @GET
    @Operation(
            operationId = "getNotificationPreferences",
            summary = "Read notification preferences",
            description = "No channel means email to the organization.")
    public NotificationPreferencesView get() {
        return view(preferences.get(caller.get()));
    }

    @PUT
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "setNotificationPreferences",
            summary = "Set notification preferences",
            description = "All of them: channels in their order, quiet hours, and whether urgent events break them.")
    public NotificationPreferencesView put(@NotNull @Valid NotificationPreferencesView request) {
        return view(preferences.put(caller.get(), wanted(request), tags.precondition()));
    }

    @GET
    @Path("/default")
    @AllowedTo(Roles.ADMIN)
    @Operation(
            operationId = "getDefaultNotificationPreferences",
            summary = "Read the tenant's default preferences",
            description = "They hold for users who set no channel.")
    public NotificationPreferencesView getDefault() {
        return view(preferences.getDefault(caller.get()));
    }

    @PUT
    @Path("/default")
    @AllowedTo(Roles.ADMIN)
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "setDefaultNotificationPreferences",
            summary = "Set the tenant's default preferences",
            description = "For users who set no channel, in place of email to the organization.")
    public NotificationPreferencesView putDefault(@NotNull @Valid NotificationPreferencesView request) {
        return view(preferences.putDefault(caller.get(), wanted(request), tags.precondition()));
    }

    @POST
    @Path("/test")
    @Operation(
            operationId = "testNotification",
            summary = "Send a test notification",
            description = "Puts one event on the way that every event takes; the delivery log names it by its id.")
    @APIResponse(
            responseCode = "202",
            description = "It is on its way",
            content = @Content(schema = @Schema(implementation = TestSent.class)))
    public Response test() {
        return Response.accepted(new TestSent(true, preferences.test(caller.get())))
                .build();
    }

    private static Preferences wanted(NotificationPreferencesView request) {
        Set<NotificationChannel> seen = EnumSet.noneOf(NotificationChannel.class);
        List<Preferences.Channel> channels = request.channels().stream()
                .map(channel -> {
                    NotificationChannel kind =
                            NotificationChannel.valueOf(channel.channel().toUpperCase(Locale.ROOT));
                    if (!seen.add(kind)) {
                        throw InvalidFields.of("channels", "repeated", "each channel once");
                    }
                    if (!kind.reaches(channel.destination())) {
                        throw InvalidFields.of("destination", "channel", "not an address of " + kind.word());
                    }
                    return new Preferences.Channel(
                            kind, channel.destination(), !Boolean.FALSE.equals(channel.isEnabled()));
                })
                .toList();
        return new Preferences(
                channels, quiet(request.quietHours()), !Boolean.FALSE.equals(request.urgentOverride()), null);
    }

    private static QuietHours quiet(QuietTime time) {
        if (time == null) {
            return null;
        }
        try {
            ZoneId zone = ZoneId.of(time.timeZone() == null ? "Asia/Kolkata" : time.timeZone());
            return new QuietHours(LocalTime.parse(time.from()), LocalTime.parse(time.until()), zone);
        } catch (DateTimeException notAZone) {
            throw InvalidFields.of("quiet_hours.time_zone", "time_zone", "not a time zone");
        }
    }

    private NotificationPreferencesView view(Preferences found) {
        tags.answer(found.version());
        QuietHours quiet = found.quietHours();
        return new NotificationPreferencesView(
                found.channels().stream()
                        .map(channel -> new ChannelPreference(
                                channel.channel().word(), channel.destination(), channel.enabled()))
                        .toList(),
                quiet == null
                        ? null
                        : new QuietTime(
                                quiet.from().toString(),
                                quiet.until().toString(),
                                quiet.zone().getId()),
                found.urgentOverride());
    }
}
