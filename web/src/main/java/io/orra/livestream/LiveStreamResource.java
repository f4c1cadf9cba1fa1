package io.orra.livestream;

import io.orra.identity.AllowedTo;
import io.orra.identity.Caller;
import io.orra.identity.CurrentCaller;
import io.orra.identity.Roles;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.control.RequestContextController;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.container.AsyncResponse;
import jakarta.ws.rs.container.Suspended;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The caller's tenant's ticks as they come. */
@ApplicationScoped
@Path("/market/stream")
@AllowedTo(Roles.MEMBER)
@Tag(name = "Market")
public class LiveStreamResource {

    @Inject
    private CurrentCaller caller;

    @Inject
    private LiveStreams streams;

    @Inject
    private Instance<RequestContextController> requestScopes;

    @GET
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @Operation(
            operationId = "streamTicks",
            summary = "Follow ticks live",
            description = "Server-sent events: tick, each a tick as it is published on Redis, the newest of each"
                    + " instrument first; status every five seconds or so, with how many ticks were replaced by newer"
                    + " ones because this reader was slow; end before the stream is closed, after 15 minutes at the"
                    + " latest or when the tenant is no longer active. A reader that takes nothing for ten seconds is"
                    + " cut. 409 while the tenant has no session at the broker.")
    @APIResponse(
            responseCode = "200",
            description = "Events until the stream ends",
            content = @Content(mediaType = MediaType.SERVER_SENT_EVENTS, schema = @Schema(type = SchemaType.STRING)))
    @APIResponse(responseCode = "409", ref = "#/components/responses/Error409")
    public void stream(
            @QueryParam("instruments")
                    @Pattern(regexp = "\\d{1,10}(,\\d{1,10}){0,99}")
                    @Parameter(description = "Tokens with commas, at most 100; left out: all that the tenant streams")
                    String instruments,
            @Suspended AsyncResponse response) {
        Caller who = caller.get();
        Viewer viewer = streams.open(who, tokens(instruments));
        Response events = Response.ok(new EventWriter(streams, viewer, who), MediaType.SERVER_SENT_EVENTS_TYPE)
                .header("Cache-Control", "no-store")
                .header("X-Accel-Buffering", "no")
                .build();
        try {
            streams.run(() -> write(response, events, viewer));
        } catch (RuntimeException noThread) {
            streams.close(viewer);
            throw noThread;
        }
    }

    /** On a thread of its own, where filters of the answer find a request's scope, though an empty one. */
    private void write(AsyncResponse response, Response events, Viewer viewer) {
        // One for each thread: it remembers whether it was it that activated.
        RequestContextController requestScope = requestScopes.get();
        requestScope.activate();
        try {
            response.resume(events);
        } finally {
            requestScope.deactivate();
            requestScopes.destroy(requestScope);
            streams.close(viewer);
        }
    }

    private static Set<Long> tokens(String csv) {
        return csv == null
                ? Set.of()
                : Arrays.stream(csv.split(",")).map(Long::valueOf).collect(Collectors.toUnmodifiableSet());
    }
}
