package io.orra.billing;

import io.orra.http.Paging;
import io.orra.identity.AllowedTo;
import io.orra.identity.CurrentCaller;
import io.orra.identity.Roles;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The caller's tenant's strategies. */
@ApplicationScoped
@Path("/strategies")
@AllowedTo(Roles.MEMBER)
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Strategies")
public class StrategyResource {

    /** Something else than blanks, no control characters. */
    private static final String NOT_BLANK = "[^\\x00-\\x1f\\x7f]*[^\\x00-\\x20\\x7f][^\\x00-\\x1f\\x7f]*";

    private static final String ETAG_FORM = "\"[0-9]{1,18}\"";

    /** @param isActive only on creation; left out means no */
    public record StrategyRequest(
            @NotNull @Size(max = 120) @Pattern(regexp = NOT_BLANK)
            String name,

            @NotNull @Pattern(regexp = "[a-z][a-z0-9_-]{0,79}")
            String strategyType,

            @NotNull JsonObject parameters,
            @Schema(nullable = true) Boolean isActive) {

        StrategyDraft draft() {
            return new StrategyDraft(name, strategyType, parameters);
        }
    }

    public record StrategyView(
            UUID id,
            String name,
            String strategyType,
            JsonObject parameters,
            boolean isActive,
            Instant createdAt,
            Instant updatedAt) {

        static StrategyView of(Strategy strategy) {
            return new StrategyView(
                    strategy.id(),
                    strategy.name(),
                    strategy.strategyType(),
                    strategy.parameters(),
                    strategy.active(),
                    strategy.createdAt(),
                    strategy.updatedAt());
        }
    }

    public record StrategyTypeView(String code, String title, JsonObject parametersSchema, long version) {}

    @Inject
    private CurrentCaller caller;

    @Inject
    private ClerkTiers clerk;

    @Inject
    private StrategyService strategies;

    @GET
    @Operation(operationId = "listStrategies", summary = "List the tenant's strategies", description = "Oldest first.")
    public List<StrategyView> list(@BeanParam @Valid Paging page) {
        return strategies.page(caller.get(), page.offset(), page.limit()).stream()
                .map(StrategyView::of)
                .toList();
    }

    @GET
    @Operation(
            operationId = "listStrategyTypes",
            summary = "List the strategy types",
            description = "With the JSON Schema of their parameters.")
    @Path("/types")
    public List<StrategyTypeView> types() {
        return strategies.kinds(caller.get()).stream()
                .map(kind -> new StrategyTypeView(kind.code(), kind.title(), kind.parametersSchema(), kind.version()))
                .toList();
    }

    @POST
    @APIResponse(
            responseCode = "201",
            description = "Made",
            content = @Content(schema = @Schema(implementation = StrategyView.class)))
    @Operation(
            operationId = "createStrategy",
            summary = "Create a strategy",
            description = "Its parameters are checked against the schema of its type.")
    public Response create(@NotNull @Valid StrategyRequest request) {
        clerk.refresh(caller.get());
        Strategy made = strategies.create(caller.get(), request.draft(), Boolean.TRUE.equals(request.isActive()));
        return Response.created(URI.create("strategies/" + made.id()))
                .tag(tag(made))
                .entity(StrategyView.of(made))
                .build();
    }

    @GET
    @APIResponse(
            responseCode = "200",
            description = "The strategy as it is now",
            content = @Content(schema = @Schema(implementation = StrategyView.class)))
    @Operation(operationId = "getStrategy", summary = "Read a strategy", description = "With its entity tag.")
    @Path("/{id}")
    public Response get(@PathParam("id") UUID id) {
        return answer(strategies.get(caller.get(), id));
    }

    @PUT
    @APIResponse(
            responseCode = "200",
            description = "The strategy as it is now",
            content = @Content(schema = @Schema(implementation = StrategyView.class)))
    @Operation(
            operationId = "changeStrategy",
            summary = "Change a strategy",
            description = "Name, type and parameters.")
    @Path("/{id}")
    public Response change(
            @PathParam("id") UUID id,
            @HeaderParam("If-Match") @Pattern(regexp = ETAG_FORM) String seen,
            @NotNull @Valid StrategyRequest request) {
        return answer(strategies.change(caller.get(), id, request.draft(), version(seen)));
    }

    @DELETE
    @Operation(operationId = "removeStrategy", summary = "Remove a strategy", description = "For good.")
    @Path("/{id}")
    public void remove(@PathParam("id") UUID id, @HeaderParam("If-Match") @Pattern(regexp = ETAG_FORM) String seen) {
        strategies.remove(caller.get(), id, version(seen));
    }

    @POST
    @APIResponse(
            responseCode = "200",
            description = "The strategy as it is now",
            content = @Content(schema = @Schema(implementation = StrategyView.class)))
    @Operation(
            operationId = "activateStrategy",
            summary = "Activate a strategy",
            description = "Within the tier's limit.")
    @Path("/{id}/activate")
    @Consumes(MediaType.WILDCARD)
    public Response activate(@PathParam("id") UUID id) {
        clerk.refresh(caller.get());
        return answer(strategies.activate(caller.get(), id));
    }

    @POST
    @APIResponse(
            responseCode = "200",
            description = "The strategy as it is now",
            content = @Content(schema = @Schema(implementation = StrategyView.class)))
    @Operation(operationId = "deactivateStrategy", summary = "Deactivate a strategy", description = "Always allowed.")
    @Path("/{id}/deactivate")
    @Consumes(MediaType.WILDCARD)
    public Response deactivate(@PathParam("id") UUID id) {
        return answer(strategies.deactivate(caller.get(), id));
    }

    private static Response answer(Strategy strategy) {
        return Response.ok(StrategyView.of(strategy)).tag(tag(strategy)).build();
    }

    private static EntityTag tag(Strategy strategy) {
        return new EntityTag(Long.toString(strategy.version()));
    }

    private static Optional<Long> version(String seen) {
        return Optional.ofNullable(seen).map(tag -> Long.valueOf(tag.substring(1, tag.length() - 1)));
    }
}
