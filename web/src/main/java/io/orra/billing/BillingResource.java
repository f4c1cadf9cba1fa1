package io.orra.billing;

import io.orra.http.OwnIdempotency;
import io.orra.identity.AllowedTo;
import io.orra.identity.CurrentCaller;
import io.orra.identity.Roles;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.OptionalInt;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What the caller's tenant is entitled to, and the guards that ask for it. */
@ApplicationScoped
@Path("/billing")
@AllowedTo(Roles.MEMBER)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Billing")
public class BillingResource {

    /** The original's four fields, and what is left; null means without limit. The day is that of Asia/Kolkata. */
    public record EntitlementsView(
            String tier,
            @Schema(nullable = true) Integer maxStrategies,
            @Schema(nullable = true) Integer dailyTradeLimit,
            boolean priorityExecution,
            int activeStrategies,
            @Schema(nullable = true) Integer strategiesLeft,
            int tradesToday,
            @Schema(nullable = true) Integer tradesLeft,
            LocalDate tradingDay) {

        static EntitlementsView of(EntitlementService.Usage usage) {
            Entitlements entitled = usage.entitlements();
            return new EntitlementsView(
                    entitled.tier(),
                    number(entitled.maxStrategies()),
                    number(entitled.dailyTradeLimit()),
                    entitled.priorityExecution(),
                    usage.activeStrategies(),
                    left(entitled.maxStrategies(), usage.activeStrategies()),
                    usage.trades(),
                    left(entitled.dailyTradeLimit(), usage.trades()),
                    usage.tradingDay());
        }

        private static Integer number(OptionalInt limit) {
            return limit.isPresent() ? limit.getAsInt() : null;
        }

        private static Integer left(OptionalInt limit, int used) {
            return limit.isPresent() ? Math.max(0, limit.getAsInt() - used) : null;
        }
    }

    /** How the subscription stands. */
    public record SubscriptionView(
            String standing,
            String tier,
            @Schema(nullable = true) Instant paidUntil,
            @Schema(nullable = true) Instant graceUntil,
            @Schema(nullable = true) String nextTier,
            @Schema(nullable = true) Instant nextTierAt) {

        static SubscriptionView of(Standing standing) {
            return new SubscriptionView(
                    standing.standing().word(),
                    standing.tier().word(),
                    standing.paidUntil().orElse(null),
                    standing.graceUntil().orElse(null),
                    standing.nextTier().map(SubscriptionTier::word).orElse(null),
                    standing.nextTierAt().orElse(null));
        }
    }

    /** The original's answer of a guard. */
    public record GuardPassed(boolean allowed) {}

    private static final GuardPassed ALLOWED = new GuardPassed(true);

    @Inject
    private CurrentCaller caller;

    @Inject
    private ClerkTiers clerk;

    @Inject
    private EntitlementService entitlements;

    @Inject
    private Guards guards;

    @GET
    @Operation(
            operationId = "getEntitlements",
            summary = "Read what the tier allows",
            description = "And what is left of it today, by the trading day in Asia/Kolkata.")
    @Path("/entitlements")
    public EntitlementsView entitlements() {
        clerk.refresh(caller.get());
        return EntitlementsView.of(entitlements.usage(caller.get()));
    }

    /** Also for an inactive tenant. */
    @GET
    @Operation(
            operationId = "getSubscription",
            summary = "Read the subscription's state",
            description = "Also for an inactive tenant.")
    @Path("/subscription")
    public SubscriptionView subscription() {
        return SubscriptionView.of(entitlements.standing(caller.get()));
    }

    @POST
    @Operation(
            operationId = "guardStrategy",
            summary = "Ask whether one more strategy may be active",
            description = "403 says which limit stands against it.")
    @Path("/guards/strategy")
    public GuardPassed strategy() {
        clerk.refresh(caller.get());
        guards.strategy(caller.get());
        return ALLOWED;
    }

    /**
     * @param key makes a retry free
     * @param closing the order only closes or shrinks a position: let through always, also for an inactive tenant
     */
    @POST
    @Operation(
            operationId = "guardTrade",
            summary = "Count a trade",
            description =
                    "Denied calls do not count, a retry with the same key is free, closing a position is always allowed.")
    @Path("/guards/trade")
    @OwnIdempotency
    @AllowedTo(value = Roles.MEMBER, whenInactive = true)
    public GuardPassed trade(
            @HeaderParam("Idempotency-Key") @Pattern(regexp = "[\\x21-\\x7e]{1,255}") String key,
            @QueryParam("closing") @DefaultValue("false") boolean closing) {
        if (closing) {
            guards.exit(caller.get());
            return ALLOWED;
        }
        clerk.refresh(caller.get());
        guards.trade(caller.get(), Optional.ofNullable(key));
        return ALLOWED;
    }

    @POST
    @Operation(
            operationId = "guardPriority",
            summary = "Ask for priority execution",
            description = "403 below the tier that has it.")
    @Path("/guards/priority")
    public GuardPassed priority() {
        clerk.refresh(caller.get());
        guards.priority(caller.get());
        return ALLOWED;
    }
}
