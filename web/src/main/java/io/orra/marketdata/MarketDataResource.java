package io.orra.marketdata;

import io.orra.identity.AllowedTo;
import io.orra.identity.Caller;
import io.orra.identity.CurrentCaller;
import io.orra.identity.Roles;
import io.orra.problem.InvalidFields;
import io.orra.settings.Time;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Stored prices of instruments that the caller's tenant streams. */
@ApplicationScoped
@Path("/market")
@AllowedTo(Roles.MEMBER)
@Tag(name = "Market")
public class MarketDataResource {

    private static final String INSTRUMENT = "\\d{1,10}|[A-Z]{2,10}:[A-Z0-9 &_.-]{1,40}";
    private static final int MOST_GAPS = 500;
    private static final MediaType CSV = new MediaType("text", "csv", "UTF-8");

    @Inject
    private CurrentCaller caller;

    @Inject
    private MarketDataService market;

    @Inject
    private Clock clock;

    @GET
    @Path("/candles")
    @Produces({MediaType.APPLICATION_JSON, "text/csv"})
    @Operation(
            operationId = "getCandles",
            summary = "Read candles",
            description =
                    "Of an instrument that the tenant streams, oldest first; those that begin at from or later and"
                            + " before to. A range has at most 60 days of 1m, 100 of 5m, 200 of 15m, else 400. With Accept:"
                            + " text/csv the same as CSV.")
    @APIResponse(
            responseCode = "200",
            description = "Candles, oldest first",
            content = {
                @Content(
                        mediaType = MediaType.APPLICATION_JSON,
                        schema = @Schema(implementation = CandleView.Series.class)),
                @Content(mediaType = "text/csv", schema = @Schema(type = SchemaType.STRING))
            })
    public Response candles(
            @QueryParam("instrument")
                    @Pattern(regexp = INSTRUMENT)
                    @Parameter(required = true, description = "Token in digits or EXCHANGE:SYMBOL")
                    String instrument,
            @QueryParam("interval") @DefaultValue("1m") @Pattern(regexp = "1m|5m|15m|1h|1d") String interval,
            @QueryParam("from")
                    @Pattern(regexp = MarketTime.FORM)
                    @Parameter(description = "A day, or a time of it; without an offset the market's. Left out: today")
                    String from,
            @QueryParam("to") @Pattern(regexp = MarketTime.FORM) @Parameter(description = "Left out: now") String to,
            @Context HttpHeaders headers) {
        Caller who = caller.get();
        long token = market.streamed(who, instrument);
        CandleInterval length = CandleInterval.named(interval).orElseThrow();
        List<Candle> candles = market.candles(token, length, from(from), to(to));
        if (csvRatherThanJson(headers)) {
            return Response.ok(CandleView.csv(candles), CSV).build();
        }
        return Response.ok(
                        new CandleView.Series(
                                token,
                                length.wireName(),
                                candles.stream().map(CandleView::of).toList()),
                        MediaType.APPLICATION_JSON_TYPE)
                .build();
    }

    @GET
    @Path("/ticks")
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "getTicks",
            summary = "Read stored ticks",
            description =
                    "Of an instrument that the tenant streams, oldest first, within a day. For more than the limit,"
                            + " ask again from the last one's time.")
    public List<TickView> ticks(
            @QueryParam("instrument")
                    @Pattern(regexp = INSTRUMENT)
                    @Parameter(required = true, description = "Token in digits or EXCHANGE:SYMBOL")
                    String instrument,
            @QueryParam("from") @Pattern(regexp = MarketTime.FORM) @Parameter(description = "Left out: today")
                    String from,
            @QueryParam("to") @Pattern(regexp = MarketTime.FORM) @Parameter(description = "Left out: now") String to,
            @QueryParam("limit")
                    @DefaultValue("1000")
                    @Pattern(regexp = "[1-9]\\d{0,4}")
                    @Parameter(description = "1 to 10000")
                    String limit) {
        long token = market.streamed(caller.get(), instrument);
        int most = Integer.parseInt(limit);
        if (most > MarketDataService.MOST_TICKS) {
            throw InvalidFields.of("limit", "range", "a number from 1 to " + MarketDataService.MOST_TICKS);
        }
        return market.ticks(token, from(from), to(to), most).stream()
                .map(TickView::of)
                .toList();
    }

    @GET
    @Path("/gaps")
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "getGaps",
            summary = "Read when ticks were missed",
            description = "Times in which no feed showed the instrument, newest first, at most 500, and whether the"
                    + " broker's candles stand in for them.")
    public List<GapView> gaps(
            @QueryParam("instrument")
                    @Pattern(regexp = INSTRUMENT)
                    @Parameter(required = true, description = "Token in digits or EXCHANGE:SYMBOL")
                    String instrument,
            @QueryParam("from") @Pattern(regexp = MarketTime.FORM) @Parameter(description = "Left out: today")
                    String from,
            @QueryParam("to") @Pattern(regexp = MarketTime.FORM) @Parameter(description = "Left out: now") String to) {
        long token = market.streamed(caller.get(), instrument);
        return market.gaps(token, from(from), to(to), MOST_GAPS).stream()
                .map(GapView::of)
                .toList();
    }

    /** Whoever takes anything gets JSON. */
    private static boolean csvRatherThanJson(HttpHeaders headers) {
        for (MediaType accepted : headers.getAcceptableMediaTypes()) {
            if (accepted.isCompatible(MediaType.APPLICATION_JSON_TYPE)) {
                return false;
            }
            if (accepted.isCompatible(CSV)) {
                return true;
            }
        }
        return false;
    }

    private Instant from(String text) {
        Instant today = clock.instant()
                .atZone(Time.MARKET_ZONE)
                .truncatedTo(ChronoUnit.DAYS)
                .toInstant();
        return MarketTime.parse("from", text, today);
    }

    private Instant to(String text) {
        return MarketTime.parse("to", text, clock.instant().plusSeconds(1));
    }
}
