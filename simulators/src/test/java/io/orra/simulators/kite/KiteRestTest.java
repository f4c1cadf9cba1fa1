package io.orra.simulators.kite;

import static io.orra.simulators.kite.KiteSessionTest.assertError;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orra.simulators.SettableClock;
import io.orra.simulators.SimulatorPorts;
import io.orra.simulators.Simulators;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class KiteRestTest {
    private static final SettableClock CLOCK = new SettableClock(Instant.parse("2026-11-24T06:30:00Z"));
    private static Simulators simulators;
    private static Broker broker;

    @BeforeAll
    static void start() {
        simulators = Simulators.start(SimulatorPorts.ephemeral(), CLOCK);
        broker = new Broker(simulators);
    }

    @AfterAll
    static void stop() {
        simulators.close();
    }

    @BeforeEach
    void provision() {
        broker.reset();
    }

    @Test
    void theInstrumentsAreACsvOfTwelveColumnsWithTheSegmentInTheTokensLowByte() {
        HttpResponse<String> response = broker.rest.get("/instruments");
        assertThat(response.headers().firstValue("Content-Type")).hasValue("text/csv");
        List<String[]> rows =
                response.body().lines().map(line -> line.split(",", -1)).toList();
        assertThat(String.join(",", rows.get(0)))
                .isEqualTo("instrument_token,exchange_token,tradingsymbol,name,last_price,expiry,strike,tick_size,"
                        + "lot_size,instrument_type,segment,exchange");
        Map<String, Integer> segments = Map.of(
                "NSE", 1, "NFO-FUT", 2, "NFO-OPT", 2, "CDS-FUT", 3, "BSE", 4, "BFO-FUT", 5, "BFO-OPT", 5, "BCD-FUT", 6,
                "MCX-FUT", 7, "INDICES", 9);
        Set<String> tokens = new HashSet<>();
        for (String[] row : rows.subList(1, rows.size())) {
            assertThat(row).hasSize(12);
            long token = Long.parseLong(row[0]);
            assertThat((int) (token & 0xff)).as(row[10]).isEqualTo(segments.get(row[10]));
            assertThat(token >> 8).isEqualTo(Long.parseLong(row[1]));
            assertThat(row[5]).matches("|\\d{4}-\\d{2}-\\d{2}");
            assertThat(tokens.add(row[0])).isTrue();
        }
        assertThat(rows).hasSizeGreaterThan(300);
        assertThat(rows.stream().skip(1).map(row -> row[10]).collect(Collectors.toSet()))
                .isEqualTo(segments.keySet());
    }

    @Test
    void theInstrumentsComeCompressedWhenAccepted() throws IOException {
        HttpResponse<byte[]> response = broker.rest.bytes("/instruments/NSE", "Accept-Encoding", "gzip");
        assertThat(response.headers().firstValue("Content-Encoding")).hasValue("gzip");
        String plain = broker.rest.get("/instruments/NSE").body();
        try (GZIPInputStream gzip = new GZIPInputStream(new ByteArrayInputStream(response.body()))) {
            assertThat(new String(gzip.readAllBytes())).isEqualTo(plain);
        }
        assertThat(plain.lines().skip(1)).isNotEmpty().allMatch(line -> line.endsWith(",NSE"));
    }

    @Test
    void aLongerListIsMadeOnDemand() {
        JsonObject market = broker.control.ok("PUT", "/kite/market", new JsonObject().put("instruments", 3200));
        assertThat(market.getInteger("listed")).isGreaterThanOrEqualTo(3200);
        assertThat(broker.rest.get("/instruments").body().lines().count()).isGreaterThan(3200);
        broker.control.ok("PUT", "/kite/market", new JsonObject().put("instruments", 0));
    }

    @Test
    void tooManyQuotesInOneCallAreRefused() {
        String token = broker.accessToken();
        String keys = IntStream.range(0, 501).mapToObj(i -> "i=" + i).collect(Collectors.joining("&"));
        assertThat(broker.call("/quote?" + keys, token).statusCode()).isEqualTo(400);
        assertThat(broker.call("/quote/ltp?" + keys, token).statusCode()).isEqualTo(200);
    }

    @Test
    void anUnknownRouteAndAWrongMethodHaveTheirTexts() {
        assertError(broker.rest.get("/nowhere"), 404, "GeneralException", "Route not found");
        assertThat(broker.rest.delete("/user/profile").statusCode()).isEqualTo(405);
    }

    @Test
    void faultsAnswerWithAnEnvelopeOrAGatewayPageForSoManyTimes() {
        String token = broker.accessToken();
        broker.fault("rest", new JsonObject().put("status", 503).put("times", 2).put("path", "/user/*"));
        assertThat(broker.call("/user/profile", token).statusCode()).isEqualTo(503);
        JsonObject body = new JsonObject(broker.call("/user/profile", token).body());
        assertThat(body.getString("error_type")).isEqualTo("NetworkException");
        assertThat(broker.call("/user/profile", token).statusCode()).isEqualTo(200);

        broker.fault("rest", new JsonObject().put("status", 502).put("body", "html"));
        HttpResponse<String> page = broker.call("/user/profile", token);
        assertThat(page.statusCode()).isEqualTo(502);
        assertThat(page.headers().firstValue("Content-Type")).hasValue("text/html");
        assertThat(page.body()).contains("<h1>502 Bad Gateway</h1>");
    }

    @Test
    void aFaultMayMeetOneCallerOnlyAndCarryHeaders() {
        String token = broker.accessToken();
        broker.fault(
                "rest",
                new JsonObject()
                        .put("status", 429)
                        .put("match", "token " + Broker.KEY + ":")
                        .put("headers", new JsonObject().put("Retry-After", "3")));
        HttpResponse<String> limited = broker.call("/user/profile", token);
        assertError(limited, 429, "NetworkException", "Too many requests");
        assertThat(limited.headers().firstValue("Retry-After")).hasValue("3");
        assertThat(broker.rest.get("/instruments").statusCode()).isEqualTo(200);
    }

    @Test
    void aFaultResetsTheConnection() {
        broker.fault("rest", new JsonObject().put("action", "reset"));
        assertThatThrownBy(() -> broker.rest.get("/instruments"))
                .isInstanceOf(UncheckedIOException.class)
                .hasStackTraceContaining("reset");
    }

    @Test
    void aDelayedCallIsStillAnswered() {
        broker.fault("rest", new JsonObject().put("delay_ms", 20).put("path", "/session/*"));
        assertThat(broker.exchange(Broker.KEY, broker.requestToken(Broker.USER, Broker.KEY))
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void rateLimitsHoldPerKeyWhenSwitchedOn() {
        String token = broker.accessToken();
        broker.control.ok("PUT", "/kite/faults", new JsonObject().put("rate_limits", true));
        for (int i = 0; i < 10; i++) {
            assertThat(broker.call("/user/profile", token).statusCode()).isEqualTo(200);
        }
        assertError(broker.call("/user/profile", token), 429, "NetworkException", "Too many requests");
        assertThat(broker.call("/quote/ltp?i=NSE:INFY", token).statusCode()).isEqualTo(200);
        assertThat(broker.call("/quote/ltp?i=NSE:INFY", token).statusCode()).isEqualTo(429);
        CLOCK.advance(Duration.ofSeconds(1));
        assertThat(broker.call("/user/profile", token).statusCode()).isEqualTo(200);
    }

    @Test
    void historicalCandlesAreTheSameEachTimeAndNoneIsOfTheFuture() {
        String token = broker.accessToken();
        LocalDateTime now = LocalDateTime.ofInstant(CLOCK.instant(), ZoneId.of("Asia/Kolkata"));
        String path = "/instruments/historical/408065/minute?oi=1&from=" + written(now.minusMinutes(10)) + "&to="
                + written(now.plusMinutes(30));
        JsonArray candles = data(broker.call(path, token)).getJsonArray("candles");
        assertThat(candles.size()).isBetween(10, 11);
        assertThat(candles.getJsonArray(0).getString(0)).matches("\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:00\\+0530");
        assertThat(candles.getJsonArray(0).size()).isEqualTo(7);
        assertThat(data(broker.call(path, token)).getJsonArray("candles")).isEqualTo(candles);
    }

    @Test
    void historicalCandlesHaveARangeForEachInterval() {
        String token = broker.accessToken();
        String range = "?from=2026-09-01+00:00:00&to=2026-11-01+00:00:01";
        HttpResponse<String> tooLong = broker.call("/instruments/historical/408065/minute" + range, token);
        assertThat(tooLong.statusCode()).isEqualTo(400);
        assertThat(tooLong.body()).contains("interval exceeds max limit: 60 days");
        assertThat(broker.call("/instruments/historical/408065/day" + range, token)
                        .statusCode())
                .isEqualTo(200);
        assertThat(broker.call("/instruments/historical/1/day" + range, token).statusCode())
                .isEqualTo(400);
    }

    private static String written(LocalDateTime time) {
        return time.format(DateTimeFormatter.ofPattern("yyyy-MM-dd+HH:mm:ss"));
    }

    private static JsonObject data(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return new JsonObject(answer.body()).getJsonObject("data");
    }
}
