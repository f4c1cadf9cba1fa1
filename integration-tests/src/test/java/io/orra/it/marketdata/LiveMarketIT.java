package io.orra.it.marketdata;

import static io.orra.it.frame.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.orra.it.frame.Orra;
import io.orra.it.frame.TestTenant;
import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.StringReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A tenant that is logged in and streamed: its ticks live, and what was missed filled from the broker's history. */
class LiveMarketIT {

    private final Orra orra = Orra.running();

    @Test
    void ticks_reach_a_browser_and_gaps_are_filled() throws Exception {
        TestTenant stranger = TestTenant.provisioned(orra);
        assertThat(stranger.api().get("/api/v1/market/stream").problem()).isEqualTo("not-streaming");

        TestTenant tenant = TestTenant.linked(orra);
        MarketStore store = new MarketStore(orra);
        eventually().until(() -> store.number("select count(*) from instruments") > 0);
        long token = store.number(
                "select min(instrument_token) from instruments where exchange = 'CDS' and name = 'EURINR'");
        assertThat(tenant.api()
                        .send(
                                "PUT",
                                "/api/v1/account/instruments",
                                "{\"instruments\":[{\"instrument\":\"" + token + "\"},{\"instrument\":\"NSE:INFY\"}]}")
                        .status())
                .isEqualTo(200);
        eventually().until(() -> orra.redis().get("kite:access_token:" + tenant.id()) != null);

        List<JsonObject> ticks = liveTicks(tenant, token, 5);
        assertThat(ticks)
                .allMatch(tick -> tick.getJsonNumber("instrument_token").longValue() == token);

        fills(tenant, store, token);
    }

    private void fills(TestTenant tenant, MarketStore store, long token) {
        OffsetDateTime down = OffsetDateTime.now(ZoneOffset.UTC)
                .truncatedTo(ChronoUnit.MINUTES)
                .minusMinutes(30);
        UUID before = UUID.randomUUID();
        store.update("select begin_feed(?, array[?::bigint], ?)", before, token, down.minusMinutes(10));
        UUID after = UUID.randomUUID();
        store.update("select begin_feed(?, array[?::bigint], ?)", after, token, down.plusMinutes(3));
        // Last, since the ticker's own feed of the instrument has begun meanwhile.
        store.update("select end_feed(?, ?, now())", before, down.plusSeconds(30));

        String from = "&from=" + down.minusHours(1).toInstant();
        eventually()
                .until(() -> array(tenant, "gaps?instrument=" + token + from).stream()
                        .anyMatch(gap -> gap.asJsonObject().getString("status").equals("filled")));
        JsonArray gaps = array(tenant, "gaps?instrument=" + token + from);
        JsonObject gap = gaps.getValuesAs(JsonValue::asJsonObject).stream()
                .filter(one -> one.getString("status").equals("filled"))
                .findFirst()
                .orElseThrow();
        assertThat(gap.getInt("minutes")).isEqualTo(3);
        assertThat(gap.getString("reason")).isEqualTo("feed_down");
        String range = from + "&to=" + down.plusMinutes(4).toInstant();
        JsonArray candles = tenant.api()
                .get("/api/v1/market/candles?interval=1m&instrument=" + token + range)
                .json()
                .getJsonArray("candles");
        assertThat(candles).hasSize(3).allMatch(candle -> candle.asJsonObject().getBoolean("filled"));
    }

    private static JsonArray array(TestTenant tenant, String path) {
        try (var reader = Json.createReader(
                new StringReader(tenant.api().get("/api/v1/market/" + path).body()))) {
            return reader.readArray();
        }
    }

    private List<JsonObject> liveTicks(TestTenant tenant, long token, int count) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create(orra.api().base() + "/api/v1/market/stream?instruments=" + token))
                .header("Authorization", "Bearer " + tenant.token())
                .build();
        HttpResponse<InputStream> answer =
                HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofInputStream());
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("text/event-stream");
        try (InputStream body = answer.body()) {
            return events(body, count);
        }
    }

    private static List<JsonObject> events(InputStream body, int count) throws IOException {
        List<JsonObject> ticks = new ArrayList<>();
        BufferedReader lines = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8));
        String event = "";
        for (String line = lines.readLine(); line != null && ticks.size() < count; line = lines.readLine()) {
            if (line.startsWith("event: ")) {
                event = line.substring(7);
            } else if (line.startsWith("data: ") && event.equals("tick")) {
                try (var reader = Json.createReader(new StringReader(line.substring(6)))) {
                    ticks.add(reader.readObject());
                }
            }
        }
        assertThat(ticks).hasSize(count);
        return ticks;
    }
}
