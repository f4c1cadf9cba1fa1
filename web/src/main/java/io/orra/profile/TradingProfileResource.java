package io.orra.profile;

import io.orra.http.EntityTags;
import io.orra.identity.AllowedTo;
import io.orra.identity.CurrentCaller;
import io.orra.identity.Roles;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.math.BigDecimal;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The caller's own trading profile. */
@ApplicationScoped
@Path("/profile/trading")
@AllowedTo(Roles.MEMBER)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Profile")
public class TradingProfileResource {

    /** Numbers as decimals, so that none is cut to fit before it is checked. */
    @Schema(description = "Limits of a day, in rupees and orders")
    public record TradingProfileRequest(
            @NotNull
            @DecimalMin(value = "0.01")
            @DecimalMax("999999999999.99")
            @Digits(integer = 12, fraction = 2)
            @Schema(
                    type = SchemaType.NUMBER,
                    description = "Rupees, two decimals; a text that holds the number is taken too",
                    example = "1000.00")
            BigDecimal maxDailyLoss,

            @NotNull
            @DecimalMin("1")
            @DecimalMax("500")
            @Digits(integer = 3, fraction = 0)
            @Schema(type = SchemaType.INTEGER, example = "50")
            BigDecimal maxOrders,

            @Schema(nullable = true, description = "Left out means off")
            Boolean masterSwitchEnabled) {}

    public record MasterSwitchRequest(@NotNull Boolean enabled) {}

    @Schema(name = "TradingProfile", description = "A user's trading profile")
    public record TradingProfileView(
            @Schema(required = true, pattern = "^\\d{1,12}\\.\\d{2}$", example = "1000.00")
            String maxDailyLoss,

            @Schema(required = true, minimum = "1", maximum = "500")
            int maxOrders,

            @Schema(required = true) boolean masterSwitchEnabled) {}

    @Inject
    private CurrentCaller caller;

    @Inject
    private TradingProfileService profiles;

    @Inject
    private EntityTags tags;

    @GET
    @Operation(
            operationId = "getTradingProfile",
            summary = "Read the trading profile",
            description = "404 while the caller never set one.")
    public TradingProfileView get() {
        return view(profiles.get(caller.get()));
    }

    @PUT
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "setTradingProfile",
            summary = "Set the trading profile",
            description = "All of it, made now if it is new.")
    public TradingProfileView put(@NotNull @Valid TradingProfileRequest request) {
        return view(profiles.put(
                caller.get(),
                request.maxDailyLoss(),
                request.maxOrders().intValueExact(),
                Boolean.TRUE.equals(request.masterSwitchEnabled()),
                tags.precondition()));
    }

    @PATCH
    @Path("/master-switch")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "switchTrading",
            summary = "Turn trading on or off",
            description = "The master switch of the caller's profile.")
    public TradingProfileView switchTrading(@NotNull @Valid MasterSwitchRequest request) {
        return view(profiles.switchTrading(caller.get(), request.enabled(), tags.precondition()));
    }

    private TradingProfileView view(TradingProfile profile) {
        tags.answer(profile.version());
        return new TradingProfileView(
                profile.maxDailyLoss().toPlainString(), profile.maxOrders(), profile.masterSwitchEnabled());
    }
}
