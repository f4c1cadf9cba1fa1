package io.orra.billing;

import io.orra.identity.AllowedTo;
import io.orra.identity.CurrentCaller;
import io.orra.identity.Roles;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
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

/** Billing of all tenants, for operators of Orra. */
@Path("/admin/billing")
@AllowedTo(Roles.SUPER_ADMIN)
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class BillingAdminResource {

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
            Instant revokedAt,
            String revokedBy) {

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
            @NotBlank @Size(max = 500) String reason) {}

    public record EventView(
            UUID id,
            String provider,
            String eventId,
            String eventType,
            String apiVersion,
            Instant occurredAt,
            Instant receivedAt,
            Instant replayedAt,
            UUID tenantId,
            String organisation,
            String subscription,
            String kind,
            String tier,
            Instant paidUntil,
            String outcome,
            String note) {

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
            Integer maxStrategies,
            Integer dailyTradeLimit,
            boolean priorityExecution) {}

    /** A limit that is left out is none. */
    public record TierRequest(
            @NotNull @Min(1) @Max(1_000_000) Integer rank,
            @Min(0) @Max(1_000_000) Integer maxStrategies,
            @Min(0) @Max(1_000_000) Integer dailyTradeLimit,
            boolean priorityExecution) {}

    public record StrategyTypeRequest(
            @NotBlank @Size(max = 120) String title,
            @NotNull JsonObject parametersSchema) {}

    public record DifferenceView(
            UUID tenantId, String provider, String subscription, String ours, String theirs, Instant foundAt) {}

    @Inject
    private CurrentCaller caller;

    @Inject
    private BillingAdmin billing;

    @GET
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
    @Path("/tenants/{tenant}/events")
    public List<EventView> history(
            @PathParam("tenant") UUID tenant,
            @QueryParam("offset") @DefaultValue("0") @Min(0) @Max(1_000_000) int offset,
            @QueryParam("limit") @DefaultValue("50") @Min(1) @Max(200) int limit) {
        return billing.events(tenant, offset, limit).stream().map(EventView::of).toList();
    }

    @POST
    @Path("/tenants/{tenant}/grants")
    public Response grant(@PathParam("tenant") UUID tenant, @NotNull @Valid GrantRequest request) {
        Grant made = billing.grant(caller.get(), tenant, request.tier(), request.until(), request.reason());
        return Response.created(URI.create("admin/billing/tenants/" + tenant + "/grants/" + made.id()))
                .entity(GrantView.of(made))
                .build();
    }

    @DELETE
    @Path("/tenants/{tenant}/grants/{grant}")
    public void revoke(@PathParam("tenant") UUID tenant, @PathParam("grant") UUID grant) {
        billing.revoke(caller.get(), tenant, grant);
    }

    /** Events by what became of them, above all those of unknown organisations. */
    @GET
    @Path("/events")
    public List<EventView> events(
            @QueryParam("outcome") @DefaultValue("unknown_tenant") @Pattern(regexp = "applied|ignored|unknown_tenant")
                    String outcome,
            @QueryParam("offset") @DefaultValue("0") @Min(0) @Max(1_000_000) int offset,
            @QueryParam("limit") @DefaultValue("50") @Min(1) @Max(200) int limit) {
        return billing.events(BillingOutcome.valueOf(outcome.toUpperCase(Locale.ROOT)), offset, limit).stream()
                .map(EventView::of)
                .toList();
    }

    /** The body as the provider sent it, byte for byte. */
    @GET
    @Path("/events/{event}/raw")
    @Produces(MediaType.APPLICATION_OCTET_STREAM)
    public byte[] raw(@PathParam("event") UUID event) {
        return billing.raw(event);
    }

    @POST
    @Path("/events/{event}/replay")
    @Consumes(MediaType.WILDCARD)
    public Replayed replay(@PathParam("event") UUID event) {
        BillingIntake.Receipt receipt = billing.replay(caller.get(), event);
        return new Replayed(receipt.eventType(), receipt.tenant().orElse(null), receipt.updated());
    }

    @GET
    @Path("/differences")
    public List<DifferenceView> differences(
            @QueryParam("offset") @DefaultValue("0") @Min(0) @Max(1_000_000) int offset,
            @QueryParam("limit") @DefaultValue("50") @Min(1) @Max(200) int limit) {
        return billing.differences(offset, limit).stream()
                .map(one -> new DifferenceView(
                        one.tenantId(), one.provider(), one.subscription(), one.ours(), one.theirs(), one.foundAt()))
                .toList();
    }

    @GET
    @Path("/tiers")
    public List<TierView> tiers() {
        return billing.tiers().stream()
                .map(tier -> new TierView(
                        tier.code(),
                        tier.rank(),
                        tier.basicSettings(),
                        tier.maxStrategies(),
                        tier.dailyTradeLimit(),
                        tier.priorityExecution()))
                .toList();
    }

    @PUT
    @Path("/tiers/{code}")
    public void setTier(@PathParam("code") String code, @NotNull @Valid TierRequest request) {
        billing.setTier(
                caller.get(),
                code,
                request.rank(),
                request.maxStrategies(),
                request.dailyTradeLimit(),
                request.priorityExecution());
    }

    @PUT
    @Path("/strategy-types/{code}")
    public void setStrategyType(@PathParam("code") String code, @NotNull @Valid StrategyTypeRequest request) {
        billing.setStrategyType(caller.get(), code, request.title(), request.parametersSchema());
    }
}
