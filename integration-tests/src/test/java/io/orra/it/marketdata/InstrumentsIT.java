package io.orra.it.marketdata;

import static io.orra.it.frame.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.orra.it.frame.Answer;
import io.orra.it.frame.Orra;
import io.orra.it.frame.TestTenant;
import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.io.StringReader;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The broker's list: taken over at the start, searched, and held against what a tenant chooses. */
class InstrumentsIT {

    private final Orra orra = Orra.running();
    private final TestTenant tenant = TestTenant.provisioned(orra);

    @Test
    void instruments_are_found_by_symbol_name_exchange_type_and_expiry() {
        eventually().until(() -> !found("q=INFY").isEmpty());

        JsonObject infosys = found("q=infy&exchange=NSE").get(0);
        assertThat(infosys.getInt("instrument_token")).isEqualTo(408_065);
        assertThat(infosys.getString("tradingsymbol")).isEqualTo("INFY");
        assertThat(infosys.get("expiry")).isEqualTo(JsonValue.NULL);
        assertThat(infosys.getBoolean("expired")).isFalse();

        List<JsonObject> calls = found("q=NIFTY&type=CE&limit=5");
        assertThat(calls)
                .hasSize(5)
                .allMatch(one -> one.getString("instrument_type").equals("CE"));
        String expiry = calls.get(0).getString("expiry");
        assertThat(found("expiry=" + expiry + "&limit=500"))
                .isNotEmpty()
                .allMatch(one -> one.getString("expiry").equals(expiry));
        assertThat(found("q=no-such-thing-as-this")).isEmpty();
        assertThat(tenant.api()
                        .get("/api/v1/market/instruments?expiry=2026-02-30")
                        .problem())
                .isEqualTo("validation");
    }

    @Test
    void a_tenant_chooses_what_is_listed_by_token_or_symbol_and_nothing_else() {
        eventually().until(() -> !found("q=INFY").isEmpty());

        assertThat(choose("NSE:INFY", "256265").json().getJsonArray("instruments"))
                .hasSize(2);
        Answer unknown = choose("NSE:INFY", "NSE:NOTLISTED");
        assertThat(unknown.status()).isEqualTo(422);
        assertThat(unknown.body()).contains("instruments[1].instrument", "unknown_instrument");
        assertThat(choose("4294967041").body()).contains("unknown_instrument");
        assertThat(choose("NSE:INFY", "408065").body()).contains("repeated");
    }

    private Answer choose(String... instruments) {
        var list = Json.createArrayBuilder();
        for (String instrument : instruments) {
            list.add(Json.createObjectBuilder().add("instrument", instrument));
        }
        return tenant.api()
                .put(
                        "/api/v1/account/instruments",
                        Json.createObjectBuilder().add("instruments", list).build());
    }

    private List<JsonObject> found(String query) {
        Answer answer = tenant.api().get("/api/v1/market/instruments?" + query);
        if (answer.status() != 200) {
            return List.of();
        }
        try (var reader = Json.createReader(new StringReader(answer.body()))) {
            JsonArray array = reader.readArray();
            return array.getValuesAs(JsonValue::asJsonObject);
        }
    }
}
