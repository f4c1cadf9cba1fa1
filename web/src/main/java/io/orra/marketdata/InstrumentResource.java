package io.orra.marketdata;

import io.orra.http.EntityTags;
import io.orra.identity.AllowedTo;
import io.orra.identity.CurrentCaller;
import io.orra.identity.Roles;
import io.orra.kite.TickMode;
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
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What the caller's tenant streams. */
@ApplicationScoped
@Path("/account/instruments")
@AllowedTo(Roles.MEMBER)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Account")
public class InstrumentResource {

    @Schema(description = "An instrument by its token in digits or as EXCHANGE:SYMBOL, and how much of it to stream")
    public record InstrumentChoice(
            @NotNull @Pattern(regexp = "\\d{1,10}|[A-Z]{2,10}:[A-Z0-9 &_.-]{1,40}") @Schema(example = "408065")
            String instrument,

            @Pattern(regexp = "ltp|quote|full")
            @Schema(
                    nullable = true,
                    enumeration = {"ltp", "quote", "full"},
                    description = "Left out means full")
            String mode) {}

    public record InstrumentsRequest(
            @NotNull @Size(max = InstrumentService.MOST) List<@NotNull @Valid InstrumentChoice> instruments) {}

    public record StreamedInstrument(
            @Schema(required = true, minimum = "1", maximum = "4294967295")
            long instrumentToken,

            @Schema(
                    required = true,
                    enumeration = {"ltp", "quote", "full"})
            String mode) {}

    @Schema(description = "What the ticker streams for the tenant")
    public record Instruments(
            @Schema(required = true) List<StreamedInstrument> instruments,

            @Schema(required = true, description = "False while the tenant streams the default list")
            boolean chosen) {}

    @Inject
    private CurrentCaller caller;

    @Inject
    private InstrumentService instruments;

    @Inject
    private EntityTags tags;

    @GET
    @Operation(
            operationId = "getInstruments",
            summary = "Read what is streamed",
            description = "The tenant's own list, or the default while it has none.")
    public Instruments get() {
        return view(instruments.get(caller.get()));
    }

    @PUT
    @AllowedTo(Roles.ADMIN)
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "setInstruments",
            summary = "Choose what is streamed",
            description = "The whole list, at most 9000; the body may have up to 768 KiB. The ticker follows within"
                    + " seconds.")
    public Instruments put(@NotNull @Valid InstrumentsRequest request) {
        List<InstrumentService.Choice> choices = request.instruments().stream()
                .map(choice -> new InstrumentService.Choice(choice.instrument(), mode(choice.mode())))
                .toList();
        return view(instruments.put(caller.get(), choices, tags.precondition()));
    }

    @DELETE
    @AllowedTo(Roles.ADMIN)
    @Operation(
            operationId = "forgetInstruments",
            summary = "Stream the default again",
            description = "Forgets the tenant's own list.")
    public void forget() {
        instruments.forget(caller.get(), tags.precondition());
    }

    private static TickMode mode(String word) {
        return word == null ? TickMode.FULL : TickMode.valueOf(word.toUpperCase(Locale.ROOT));
    }

    private Instruments view(StreamedInstruments streamed) {
        tags.answer(streamed.version());
        return new Instruments(
                streamed.modes().entrySet().stream()
                        .map(entry -> new StreamedInstrument(
                                entry.getKey(), entry.getValue().wireName()))
                        .toList(),
                streamed.chosen());
    }
}
