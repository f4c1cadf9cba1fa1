package io.orra.notification;

import io.orra.http.Page;
import io.orra.identity.AllowedTo;
import io.orra.identity.CurrentCaller;
import io.orra.identity.Roles;
import io.orra.messaging.DeadLetterQueue;
import io.orra.problem.InvalidFields;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Dead letters, for operators of Orra. */
@ApplicationScoped
@Path("/admin/notifications/dead")
@AllowedTo(Roles.SUPER_ADMIN)
@Consumes(MediaType.WILDCARD)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Admin")
public class DeadLetterResource {

    private static final String REASON = "[a-z0-9_]{1,64}";

    @Schema(description = "What could not be delivered, without its text")
    public record DeadLetter(
            @Schema(required = true) UUID id,
            @Schema(required = true) String queue,
            @Schema(required = true, nullable = true) String eventId,

            @Schema(
                    required = true,
                    nullable = true,
                    description = "Its row in the delivery log, where it came that far")
            UUID notificationId,

            @Schema(required = true, description = "Queue or channel")
            String kind,

            @Schema(required = true, example = "http_403") String reason,

            @Schema(required = true) Instant diedAt) {

        static DeadLetter of(DeadLetterQueue.Letter letter) {
            return new DeadLetter(
                    letter.id(),
                    letter.queue(),
                    letter.eventId(),
                    letter.notification(),
                    letter.kind(),
                    letter.reason(),
                    letter.at());
        }
    }

    @Schema(description = "Oldest first")
    public record DeadLetters(@Schema(required = true) List<DeadLetter> deadLetters) {}

    @Schema(description = "How many are on their way again")
    public record Replayed(@Schema(required = true) int replayed) {}

    @Inject
    private CurrentCaller caller;

    @Inject
    private DeadLetterDesk desk;

    @GET
    @Operation(
            operationId = "getDeadLetters",
            summary = "List dead letters",
            description = "What could not be delivered, with its reason, oldest first.")
    public DeadLetters list(
            @QueryParam("reason")
                    @Parameter(
                            description = "This reason only",
                            schema = @Schema(type = SchemaType.STRING, pattern = "^[a-z0-9_]{1,64}$"))
                    String reason,
            @QueryParam("limit")
                    @DefaultValue("50")
                    @Parameter(
                            description = "How many",
                            schema =
                                    @Schema(
                                            type = SchemaType.INTEGER,
                                            minimum = "1",
                                            maximum = "200",
                                            defaultValue = "50"))
                    String limit) {
        return new DeadLetters(desk.list(reason == null ? null : checked(reason), Page.size(limit)).stream()
                .map(DeadLetter::of)
                .toList());
    }

    @POST
    @Path("/replay")
    @Operation(
            operationId = "replayDeadLetters",
            summary = "Replay dead letters of one reason",
            description = "Sends up to 200 on their way again; ask again while the answer says 200.")
    @APIResponse(responseCode = "200", description = "They are on their way")
    public Replayed replayAll(
            @QueryParam("reason")
                    @Parameter(
                            required = true,
                            description = "This reason",
                            schema = @Schema(type = SchemaType.STRING, pattern = "^[a-z0-9_]{1,64}$"))
                    String reason) {
        return new Replayed(desk.replay(caller.get(), checked(reason)));
    }

    @POST
    @Path("/{id}/replay")
    @Operation(
            operationId = "replayDeadLetter",
            summary = "Replay a dead letter",
            description = "Sends it on its way again, with all its attempts before it.")
    @APIResponse(responseCode = "200", description = "It is on its way")
    public Replayed replay(@PathParam("id") UUID id) {
        desk.replay(caller.get(), id);
        return new Replayed(1);
    }

    @DELETE
    @Path("/{id}")
    @Operation(
            operationId = "deleteDeadLetter",
            summary = "Delete a dead letter",
            description = "Removes it for good; the delivery log keeps that it was there.")
    @APIResponse(responseCode = "204", description = "It is gone")
    public void delete(@PathParam("id") UUID id) {
        desk.delete(caller.get(), id);
    }

    private static String checked(String reason) {
        if (reason == null || !reason.matches(REASON)) {
            throw InvalidFields.of("reason", "pattern", "small letters, digits and underscores");
        }
        return reason;
    }
}
