package io.orra.it.marketdata;

import static io.orra.it.frame.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.orra.it.frame.Answer;
import io.orra.it.frame.Orra;
import io.orra.it.frame.TestTenant;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Ticks and candles of a day that is over, read by a tenant that streams their instrument. */
class CandlesIT {

    private static final ZoneId MARKET = ZoneId.of("Asia/Kolkata");
    /** A currency that no other test streams, so its ticks are these alone. */
    private static final String SYMBOL = "JPYINR";

    private final Orra orra = Orra.running();
    private final TestTenant tenant = TestTenant.provisioned(orra);
    private final MarketStore store = new MarketStore(orra);
    private final LocalDate day = LocalDate.now(MARKET).minusDays(1);
    private long token;

    @BeforeEach
    void ticksOfYesterday() {
        eventually()
                .until(() -> tenant.api()
                        .get("/api/v1/market/instruments?exchange=CDS&q=" + SYMBOL)
                        .body()
                        .contains(SYMBOL));
        token = store.number(
                "select min(instrument_token) from instruments where exchange = 'CDS' and name = ?", SYMBOL);
        store.update("select tick_partition(?)", day);
        int row = 0;
        for (long[] tick : new long[][] {
            {0, 573_075_000, 100},
            {30, 573_100_000, 150},
            {59, 573_050_000, 170},
            {60, 573_060_000, 180},
            {3600, 573_200_000, 500}
        }) {
            store.update(
                    "insert into ticks (instrument_token, at, fingerprint, received_at, last_price, volume, occurrence,"
                            + " mode) values (?, ?, ?, ?, ?, ?, 0, 2) on conflict do nothing",
                    token,
                    opening().plusSeconds(tick[0]),
                    (long) ++row,
                    opening().plusSeconds(tick[0]),
                    tick[1],
                    tick[2]);
        }
        // As whoever stores a tick of a minute that is closed already.
        store.update("insert into late_minutes select instrument_token, date_bin('1 minute', at, 'epoch') from ticks"
                + " where instrument_token = " + token + " on conflict do nothing");
        store.update("select materialize_minutes()");
        tenant.api()
                .send("PUT", "/api/v1/account/instruments", "{\"instruments\":[{\"instrument\":\"" + token + "\"}]}");
    }

    @Test
    void candles_are_given_as_json_and_as_csv() {
        JsonObject minutes = get("candles", "interval=1m").json();
        assertThat(minutes.getString("interval")).isEqualTo("1m");
        assertThat(minutes.getJsonArray("candles")).hasSize(3);
        JsonObject first = minutes.getJsonArray("candles").getJsonObject(0);
        assertThat(first.getString("at")).isEqualTo(day + "T09:00:00+05:30");
        assertThat(first.getJsonNumber("open").bigDecimalValue()).isEqualByComparingTo("57.3075");
        assertThat(first.getJsonNumber("high").bigDecimalValue()).isEqualByComparingTo("57.31");
        assertThat(first.getJsonNumber("low").bigDecimalValue()).isEqualByComparingTo("57.305");
        assertThat(first.getJsonNumber("close").bigDecimalValue()).isEqualByComparingTo("57.305");
        assertThat(first.getInt("volume")).isEqualTo(170);
        assertThat(get("candles", "interval=1h").json().getJsonArray("candles")).hasSize(2);
        assertThat(get("candles", "interval=1d").json().getJsonArray("candles")).hasSize(1);

        Answer csv = tenant.api().send("GET", path("candles", "interval=1d"), null, "Accept", "text/csv");
        assertThat(csv.header("Content-Type")).startsWith("text/csv");
        assertThat(csv.body())
                .isEqualTo("at,open,high,low,close,volume,open_interest,filled\r\n" + day
                        + "T00:00:00+05:30,57.3075000,57.3200000,57.3050000,57.3200000,500,,false\r\n");
    }

    @Test
    void ticks_are_given_as_they_were_stored() {
        Answer answer = get("ticks", "limit=2");
        assertThat(answer.status()).isEqualTo(200);
        try (var reader = Json.createReader(new java.io.StringReader(answer.body()))) {
            var ticks = reader.readArray();
            assertThat(ticks).hasSize(2);
            assertThat(ticks.getJsonObject(1).getJsonNumber("last_price").bigDecimalValue())
                    .isEqualByComparingTo("57.31");
            assertThat(ticks.getJsonObject(1).getString("mode")).isEqualTo("full");
        }
    }

    @Test
    void a_stored_day_goes_through_the_simulated_ticker_again(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("day");
        CommandLine record = CommandLine.run(orra, "record", day.toString(), file.toString());
        assertThat(record.exitCode()).as(record.output()).isZero();
        assertThat(record.output()).contains("5 ticks in 5 messages");

        CommandLine replay = CommandLine.run(orra, "replay", file.toString(), "--speed", "0");
        assertThat(replay.exitCode()).as(replay.output()).isZero();
        assertThat(replay.output()).contains("5 of 5, 0 packets of instruments that the simulator does not list");
        JsonObject ohlc = orra.simulated().get("/kite/market/" + token).getJsonObject("ohlc");
        assertThat(ohlc.getJsonNumber("high").doubleValue()).isGreaterThanOrEqualTo(57.32);
    }

    @Test
    void a_day_without_ticks_and_a_file_that_is_not_there_are_refused_in_words(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("none");
        CommandLine record = CommandLine.run(orra, "record", day.minusYears(1).toString(), file.toString());
        assertThat(record.exitCode()).isNotZero();
        assertThat(record.output()).contains("no ticks of").doesNotContain("Exception");
        assertThat(file).doesNotExist();

        CommandLine replay = CommandLine.run(orra, "replay", file.toString());
        assertThat(replay.exitCode()).isNotZero();
        assertThat(replay.output()).contains("there is no file").doesNotContain("Exception");
    }

    @Test
    void whoever_does_not_stream_an_instrument_does_not_see_it() {
        TestTenant other = TestTenant.provisioned(orra);
        for (String what : new String[] {"candles", "ticks"}) {
            assertThat(other.api().get(path(what, "limit=1")).problem()).isEqualTo("instrument-not-streamed");
            assertThat(tenant.api().get("/api/v1/market/" + what).problem()).isEqualTo("validation");
        }
        assertThat(get("candles", "interval=1m&to=" + day.plusDays(90)).problem())
                .isEqualTo("validation");
    }

    private Answer get(String what, String query) {
        return tenant.api().get(path(what, query));
    }

    private String path(String what, String query) {
        String to = query.contains("to=") ? "" : "&to=" + day + "T18:00:00";
        return "/api/v1/market/" + what + "?instrument=" + token + "&from=" + day + to + "&" + query;
    }

    private OffsetDateTime opening() {
        return day.atTime(9, 0).atZone(MARKET).toOffsetDateTime();
    }
}
