package io.orra.admin;

import io.orra.authagent.MarketDay;
import io.orra.authagent.MarketDayBook;
import io.orra.authagent.MarketDays;
import io.orra.http.EntityTags;
import io.orra.identity.AllowedTo;
import io.orra.identity.CurrentCaller;
import io.orra.identity.Roles;
import io.orra.problem.InvalidFields;
import io.orra.problem.Refusal;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Days of the market that differ from what Orra knows of the exchange's year. */
@ApplicationScoped
@Path("/admin/market-days")
@AllowedTo(Roles.SUPER_ADMIN)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Admin")
public class MarketDayResource {

    private static final String TIME = "([01][0-9]|2[0-3]):[0-5][0-9]";
    private static final String KIND = "holiday|special|regular";

    @Schema(description = "What the market does on a day; times are of Asia/Kolkata and go with special only")
    public record MarketDayChange(
            @NotNull @Pattern(regexp = KIND) @Schema(enumeration = {"holiday", "special", "regular"})
            String kind,

            @Pattern(regexp = TIME) @Schema(nullable = true, example = "18:00")
            String opens,

            @Pattern(regexp = TIME) @Schema(nullable = true, example = "19:00")
            String closes,

            @Size(max = 120) @Pattern(regexp = "[^\\x00-\\x1f\\x7f]*") @Schema(nullable = true, example = "Muhurat")
            String name) {}

    @Schema(description = "A day as an operator set it")
    public record MarketDayView(
            @Schema(required = true, example = "2026-11-08") String day,

            @Schema(
                    required = true,
                    enumeration = {"holiday", "special", "regular"})
            String kind,

            @Schema(required = true, nullable = true) String opens,
            @Schema(required = true, nullable = true) String closes,
            @Schema(required = true) String name,

            @Schema(required = true, description = "That of the entity tag")
            long version) {}

    @Schema(description = "The days that operators set, in their order")
    public record MarketDayList(@Schema(required = true) List<MarketDayView> days) {}

    @Inject
    private CurrentCaller caller;

    @Inject
    private MarketDayBook days;

    @Inject
    private EntityTags tags;

    @GET
    @Operation(
            operationId = "listMarketDays",
            summary = "Days that operators set",
            description = "Every other day is as the exchange published its year.")
    public MarketDayList list() {
        return new MarketDayList(
                days.all().stream().map(MarketDayResource::view).toList());
    }

    @PUT
    @Path("/{day}")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "setMarketDay",
            summary = "Set a day of the market",
            description = "In place of what was set before. Automatic logins follow within half a minute.")
    public MarketDayView set(
            @PathParam("day") @Parameter(schema = @Schema(pattern = "^[0-9]{4}-[0-9]{2}-[0-9]{2}$")) String day,
            @NotNull @Valid MarketDayChange change) {
        boolean special = "special".equals(change.kind());
        LocalTime opens = change.opens() == null ? null : LocalTime.parse(change.opens());
        LocalTime closes = change.closes() == null ? null : LocalTime.parse(change.closes());
        if (special != (opens != null) || special != (closes != null)) {
            throw InvalidFields.of(
                    opens == null ? "opens" : "closes", "together", "hours go with special, and only there");
        }
        if (special && !opens.isBefore(closes)) {
            throw InvalidFields.of("closes", "order", "later than opens");
        }
        MarketDay.Kind kind = MarketDay.Kind.valueOf(change.kind().toUpperCase(Locale.ROOT));
        String name = change.name() == null ? "" : change.name();
        LocalDate date = date(day).orElseThrow(() -> InvalidFields.of("day", "date", "a date as 2026-11-08"));
        MarketDays.Kept kept =
                days.put(caller.get(), new MarketDay(date, kind, opens, closes, name), tags.precondition());
        tags.answer(kept.version());
        return view(kept);
    }

    @DELETE
    @Path("/{day}")
    @Operation(
            operationId = "forgetMarketDay",
            summary = "Forget what was set for a day",
            description = "It is again as the exchange published it.")
    public void forget(
            @PathParam("day") @Parameter(schema = @Schema(pattern = "^[0-9]{4}-[0-9]{2}-[0-9]{2}$")) String day) {
        days.remove(
                caller.get(),
                date(day).orElseThrow(() -> Refusal.notFound("market-day-not-found", "Nothing was set for this day")));
    }

    private static Optional<LocalDate> date(String day) {
        try {
            return Optional.of(LocalDate.parse(day));
        } catch (DateTimeException notDate) {
            return Optional.empty();
        }
    }

    private static MarketDayView view(MarketDays.Kept kept) {
        MarketDay day = kept.day();
        return new MarketDayView(
                day.day().toString(),
                day.kind().name().toLowerCase(Locale.ROOT),
                day.opens() == null ? null : day.opens().toString(),
                day.closes() == null ? null : day.closes().toString(),
                day.name(),
                kept.version());
    }
}
