package io.orra.billing;

import io.orra.http.EntityTags;
import io.orra.http.Paging;
import io.orra.identity.AllowedTo;
import io.orra.identity.CurrentCaller;
import io.orra.identity.Roles;
import io.orra.webhooks.WebhookOutcome;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Billing of all tenants, for operators of Orra. */
@ApplicationScoped
@Path("/admin/billing")
@AllowedTo(Roles.SUPER_ADMIN)
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Billing administration")
public class BillingAdminResource {

    /** Something else than blanks, no control characters. */
    private static final String NOT_BLANK = "[^\\x00-\\x1f\\x7f]*[^\\x00-\\x20\\x7f][^\\x00-\\x1f\\x7f]*";

    public record AccountView(
            UUID tenantId,
            String clerkOrgId,
            boolean isActive,
            BillingResource.SubscriptionView subscription,
            List<GrantView> grants) {}

    public record GrantView(
            UUID id,
            String tier,
            Instant validFrom,
            Instant validUntil,
            String reason,
            String grantedBy,
            @Schema(nullable = true) Instant revokedAt,
            @Schema(nullable = true) String revokedBy) {

        static GrantView of(Grant grant) {
            return new GrantView(
                    grant.id(),
                    grant.tier(),
                    grant.validFrom(),
                    grant.validUntil(),
                    grant.reason(),
                    grant.grantedBy(),
                    grant.revokedAt(),
                    grant.revokedBy());
        }
    }

    public record GrantRequest(
            @NotNull @Size(max = 50) String tier,
            @NotNull Instant until,

            @NotNull @Size(max = 500) @Pattern(regexp = NOT_BLANK)
            String reason) {}

    public record EventView(
            UUID id,
            String provider,
            String eventId,
            String eventType,
            @Schema(nullable = true) String apiVersion,
            Instant occurredAt,
            Instant receivedAt,
            @Schema(nullable = true) Instant replayedAt,
            @Schema(required = true, nullable = true) UUID tenantId,
            @Schema(nullable = true) String organisation,
            @Schema(nullable = true) String subscription,
            @Schema(nullable = true) String kind,
            @Schema(nullable = true) String tier,
            @Schema(nullable = true) Instant paidUntil,
            String outcome,
            @Schema(nullable = true) String note) {

        static EventView of(RecordedEvent event) {
            return new EventView(
                    event.id(),
                    event.provider(),
                    event.eventId(),
                    event.eventType(),
                    event.apiVersion(),
                    event.occurredAt(),
                    event.receivedAt(),
                    event.replayedAt(),
                    event.tenantId(),
                    event.organisation(),
                    event.subscription(),
                    event.kind(),
                    event.tier(),
                    event.paidUntil(),
                    event.outcome(),
                    event.note());
        }
    }

    public record Replayed(String eventType, UUID tenantId, boolean updated) {}

    public record TierView(
            String code,
            int rank,
            boolean basicSettings,
            @Schema(nullable = true) Integer maxStrategies,
            @Schema(nullable = true) Integer dailyTradeLimit,
            boolean priorityExecution,
            @Schema(description = "That of the entity tag") long version) {}

    /** A limit that is left out is none. */
    public record TierRequest(
            @NotNull @Min(1) @Max(1_000_000) Integer rank,
            @Schema(nullable = true) @Min(0) @Max(1_000_000) Integer maxStrategies,
            @Schema(nullable = true) @Min(0) @Max(1_000_000) Integer dailyTradeLimit,
            boolean priorityExecution) {}

    public record StrategyTypeRequest(
            @NotNull @Size(max = 120) @Pattern(regexp = NOT_BLANK)
            String title,

            @NotNull JsonObject parametersSchema) {}

    public record DifferenceView(
            @Schema(required = true, nullable = true) UUID tenantId,
            String provider,
            @Schema(nullable = true) String subscription,
            @Schema(nullable = true) String ours,
            @Schema(nullable = true) String theirs,
            Instant foundAt) {}

    /** What became of the comparison with one provider. */
    public record ComparisonView(
            String provider,

            @Schema(enumeration = {"compared", "not_configured", "not_enabled", "away"})
            String outcome,

            int subscriptions,
            int differences) {

        static ComparisonView of(ProviderComparison.Result result) {
            return new ComparisonView(
                    result.provider().word(),
                    result.outcome().name().toLowerCase(Locale.ROOT),
                    result.subscriptions(),
                    result.differences());
        }
    }

    @Inject
    private CurrentCaller caller;

    @Inject
    private EntityTags tags;

    @Inject
    private BillingAdmin billing;

    @GET
    @Operation(
            operationId = "getBillingAccount",
            summary = "Read a tenant's billing",
            description = "Standing, tier and grants of the tenant.")
    @Path("/tenants/{tenant}")
    public AccountView account(@PathParam("tenant") UUID tenant) {
        BillingAdmin.Account account = billing.account(tenant);
        return new AccountView(
                account.tenantId(),
                account.organisation(),
                account.active(),
                BillingResource.SubscriptionView.of(account.standing()),
                account.grants().stream().map(GrantView::of).toList());
    }

    /** The newest received first. */
    @GET
    @Operation(
            operationId = "listTenantBillingEvents",
            summary = "List a tenant's billing events",
            description = "Newest first.")
    @Path("/tenants/{tenant}/events")
    public List<EventView> history(@PathParam("tenant") UUID tenant, @BeanParam @Valid Paging page) {
        return billing.events(tenant, page.offset(), page.limit()).stream()
                .map(EventView::of)
                .toList();
    }

    @POST
    @Operation(
            operationId = "grantTier",
            summary = "Grant a tier by hand",
            description = "Until an end date, for a reason; audited.")
    @APIResponse(
            responseCode = "201",
            description = "Granted",
            content = @Content(schema = @Schema(implementation = GrantView.class)))
    @Path("/tenants/{tenant}/grants")
    public Response grant(@PathParam("tenant") UUID tenant, @NotNull @Valid GrantRequest request) {
        Grant made = billing.grant(caller.get(), tenant, request.tier(), request.until(), request.reason());
        return Response.created(URI.create("admin/billing/tenants/" + tenant + "/grants/" + made.id()))
                .entity(GrantView.of(made))
                .build();
    }

    @DELETE
    @Operation(operationId = "revokeGrant", summary = "Revoke a grant", description = "Audited.")
    @Path("/tenants/{tenant}/grants/{grant}")
    public void revoke(@PathParam("tenant") UUID tenant, @PathParam("grant") UUID grant) {
        billing.revoke(caller.get(), tenant, grant);
    }

    /** Events by what became of them, above all those of unknown organisations. */
    @GET
    @Operation(
            operationId = "listBillingEvents",
            summary = "List billing events",
            description = "All providers' events, those for unknown organisations among them; newest first.")
    @Path("/events")
    public List<EventView> events(
            @QueryParam("outcome") @DefaultValue("unknown_tenant") @Pattern(regexp = "applied|ignored|unknown_tenant")
                    String outcome,
            @BeanParam @Valid Paging page) {
        return billing
                .events(WebhookOutcome.valueOf(outcome.toUpperCase(Locale.ROOT)), page.offset(), page.limit())
                .stream()
                .map(EventView::of)
                .toList();
    }

    /** The body as the provider sent it, byte for byte. */
    @GET
    @Operation(
            operationId = "getRawBillingEvent",
            summary = "Read a billing event as it came",
            description = "The provider's own body.")
    @Path("/events/{event}/raw")
    @Produces(MediaType.APPLICATION_OCTET_STREAM)
    public byte[] raw(@PathParam("event") UUID event) {
        return billing.raw(event);
    }

    @POST
    @Operation(
            operationId = "replayBillingEvent",
            summary = "Replay a stored billing event",
            description = "Works its meaning out again; audited.")
    @Path("/events/{event}/replay")
    @Consumes(MediaType.WILDCARD)
    public Replayed replay(@PathParam("event") UUID event) {
        BillingIntake.Receipt receipt = billing.replay(caller.get(), event);
        return new Replayed(receipt.eventType(), receipt.tenant().orElse(null), receipt.updated());
    }

    @GET
    @Operation(
            operationId = "listBillingDifferences",
            summary = "List differences to the providers",
            description = "What the last comparison found; one is made each night.")
    @Path("/differences")
    public List<DifferenceView> differences(@BeanParam @Valid Paging page) {
        return billing.differences(page.offset(), page.limit()).stream()
                .map(one -> new DifferenceView(
                        one.tenantId(), one.provider(), one.subscription(), one.ours(), one.theirs(), one.foundAt()))
                .toList();
    }

    @POST
    @Operation(
            operationId = "compareBilling",
            summary = "Compare with the providers now",
            description =
                    "As it is done each night; audited. A provider that is away leaves its differences as they were.")
    @Path("/differences")
    @Consumes(MediaType.WILDCARD)
    public List<ComparisonView> compare() {
        return billing.compare(caller.get()).stream().map(ComparisonView::of).toList();
    }

    @GET
    @Operation(operationId = "listTiers", summary = "List the tiers", description = "With their limits, lowest first.")
    @Path("/tiers")
    public List<TierView> tiers() {
        return billing.tiers().stream()
                .map(tier -> new TierView(
                        tier.code(),
                        tier.rank(),
                        tier.basicSettings(),
                        tier.maxStrategies(),
                        tier.dailyTradeLimit(),
                        tier.priorityExecution(),
                        tier.version()))
                .toList();
    }

    @PUT
    @Operation(
            operationId = "setTier",
            summary = "Set a tier's limits",
            description = "Makes the tier when it is new; audited.")
    @Path("/tiers/{code}")
    public void setTier(@PathParam("code") String code, @NotNull @Valid TierRequest request) {
        tags.answer(billing.setTier(
                caller.get(),
                code,
                request.rank(),
                request.maxStrategies(),
                request.dailyTradeLimit(),
                request.priorityExecution(),
                tags.precondition()));
    }

    @PUT
    @Operation(
            operationId = "setStrategyType",
            summary = "Set a strategy type",
            description = "Its parameters' JSON Schema; audited.")
    @Path("/strategy-types/{code}")
    public void setStrategyType(@PathParam("code") String code, @NotNull @Valid StrategyTypeRequest request) {
        tags.answer(billing.setStrategyType(
                caller.get(), code, request.title(), request.parametersSchema(), tags.precondition()));
    }
}
