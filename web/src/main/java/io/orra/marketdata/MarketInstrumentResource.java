package io.orra.marketdata;

import io.orra.http.Paging;
import io.orra.identity.AllowedTo;
import io.orra.identity.CurrentCaller;
import io.orra.identity.Roles;
import io.orra.problem.InvalidFields;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The broker's list of instruments. */
@ApplicationScoped
@Path("/market/instruments")
@AllowedTo(Roles.MEMBER)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Market")
public class MarketInstrumentResource {

    @Schema(name = "MarketInstrument", description = "An instrument as the broker's newest list has it")
    public record View(
            @Schema(required = true, minimum = "1", maximum = "4294967295")
            long instrumentToken,

            @Schema(required = true) long exchangeToken,

            @Schema(required = true, example = "INFY") String tradingsymbol,

            @Schema(required = true) String name,

            @Schema(required = true, nullable = true, format = "date", description = "Null for what does not expire")
            String expiry,

            @Schema(required = true, description = "Of an option, else 0")
            BigDecimal strike,

            @Schema(required = true, description = "Smallest step of a price, rupees")
            BigDecimal tickSize,

            @Schema(required = true) int lotSize,

            @Schema(required = true, description = "EQ, FUT, CE or PE")
            String instrumentType,

            @Schema(required = true) String segment,

            @Schema(required = true) String exchange,

            @Schema(required = true, description = "Whether the newest list has it no more")
            boolean expired) {

        static View of(ListedInstrument listed) {
            return new View(
                    listed.token(),
                    listed.exchangeToken(),
                    listed.symbol(),
                    listed.name(),
                    listed.expiry() == null ? null : listed.expiry().toString(),
                    listed.strike(),
                    listed.tickSize(),
                    listed.lotSize(),
                    listed.type(),
                    listed.segment(),
                    listed.exchange(),
                    listed.expired());
        }
    }

    @Inject
    private CurrentCaller caller;

    @Inject
    private InstrumentSearch instruments;

    @GET
    @Operation(
            operationId = "findInstruments",
            summary = "Look for instruments",
            description = "In the broker's list of the day. The symbol itself comes first, then symbols that begin so,"
                    + " then names that hold the text.")
    public List<View> find(
            @QueryParam("q")
                    @Pattern(regexp = "[ -~]{0,50}")
                    @Parameter(description = "Start of a symbol, or part of a name")
                    String q,
            @QueryParam("exchange") @Pattern(regexp = "[A-Z]{2,10}") String exchange,
            @QueryParam("type") @Pattern(regexp = "[A-Z]{1,10}") String type,
            @QueryParam("expiry") @Pattern(regexp = "\\d{4}-\\d{2}-\\d{2}") String expiry,
            @QueryParam("expired")
                    @Pattern(regexp = "true|false")
                    @Parameter(description = "true: those too that the newest list has no more")
                    String expired,
            @BeanParam @Valid Paging page) {
        return instruments
                .find(
                        caller.get(),
                        new InstrumentQuery(
                                q, exchange, type, date(expiry), "true".equals(expired), page.offset(), page.limit()))
                .stream()
                .map(View::of)
                .toList();
    }

    private static LocalDate date(String text) {
        try {
            return text == null ? null : LocalDate.parse(text);
        } catch (DateTimeException noSuchDay) {
            throw InvalidFields.of("expiry", "date", "no such day");
        }
    }
}
