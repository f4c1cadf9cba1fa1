package io.orra.it.authagent;

import static io.orra.it.frame.Eventually.during;
import static io.orra.it.frame.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.orra.it.frame.Orra;
import io.orra.it.frame.TestTenant;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.StringReader;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The way from linked credentials to ticks, in a real browser, and what a wrong seed leads to. */
class LoginAndTicksIT {

    private static final ZoneId KOLKATA = ZoneId.of("Asia/Kolkata");
    private static final String OTHER_SEED = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";

    private final Orra orra = Orra.running();

    @Test
    void a_linked_tenant_is_logged_in_and_streamed_without_a_restart_until_it_is_removed() {
        TestTenant tenant = TestTenant.linked(orra);
        String tokenKey = "kite:access_token:" + tenant.id();

        eventually().until(() -> orra.redis().get(tokenKey) != null);
        assertThat(Instant.ofEpochSecond(orra.redis().expiresAt(tokenKey))).isEqualTo(nextFlush());
        assertThat(orra.redis().get("kite:connection_status:" + tenant.id())).isEqualTo("connected");
        assertThat(tenant.brokerAccount().getInt("logins")).isEqualTo(1);
        assertThat(orra.database()
                        .rows(
                                "select access_token_encrypted from broker_sessions where tenant_id = ?",
                                UUID.fromString(tenant.id()))
                        .toString())
                .doesNotContain(orra.redis().get(tokenKey));

        List<String> ticks = orra.redis().listen("ticker:" + tenant.id() + ":*", 20, Duration.ofSeconds(60));
        JsonObject equity = ticks.stream()
                .map(LoginAndTicksIT::json)
                // Between subscription and mode the broker sends its default mode, quote.
                .filter(tick ->
                        tick.getBoolean("tradable") && tick.getString("mode").equals("full"))
                .findFirst()
                .orElseThrow();
        assertThat(equity.keySet())
                .containsExactly(
                        "tradable",
                        "mode",
                        "instrument_token",
                        "last_price",
                        "last_traded_quantity",
                        "average_traded_price",
                        "volume_traded",
                        "total_buy_quantity",
                        "total_sell_quantity",
                        "ohlc",
                        "change",
                        "last_trade_time",
                        "oi",
                        "oi_day_high",
                        "oi_day_low",
                        "exchange_timestamp",
                        "depth");
        assertThat(equity.getJsonObject("depth").getJsonArray("buy")).hasSize(5);

        tenant.tell("organization.deleted", null);

        eventually().until(() -> orra.redis().get(tokenKey) == null);
        eventually().until(() -> tenant.brokerSockets().isEmpty());
        assertThat(orra.redis().get("tenant:active:" + tenant.id())).isEqualTo("0");
        assertThat(orra.database()
                        .rows("select 1 from kite_credentials where tenant_id = ?", UUID.fromString(tenant.id())))
                .isEmpty();
    }

    @Test
    void a_wrong_seed_is_tried_once_and_told_once() {
        TestTenant tenant = TestTenant.provisioned(orra);
        tenant.openBrokerAccount();
        tenant.link(OTHER_SEED, true);

        eventually()
                .until(() -> orra.simulated().received("urgent", tenant.id()).size() == 1);

        JsonObject told = orra.simulated().received("urgent", tenant.id()).get(0);
        assertThat(told.getString("event_type")).isEqualTo("auth_2fa_failed");
        assertThat(told.getString("severity")).isEqualTo("urgent");
        assertThat(told.getString("channel")).isEqualTo("email");
        assertThat(told.getString("destination")).isEqualTo(tenant.organisation);
        assertThat(told.getString("message"))
                .isEqualTo("Urgent: Zerodha 2FA login failed. Please re-check your credentials immediately.");
        assertThat(told.getJsonObject("meta").getString("reason")).isEqualTo("invalid_totp");
        assertThat(told.toString()).doesNotContain(OTHER_SEED, tenant.password, tenant.apiSecret);
        during(Duration.ofSeconds(10))
                .untilAsserted(() ->
                        assertThat(tenant.brokerAccount().getInt("bad_twofa")).isEqualTo(1));
        assertThat(orra.simulated().received("urgent", tenant.id())).hasSize(1);
    }

    private static Instant nextFlush() {
        ZonedDateTime now = ZonedDateTime.now(KOLKATA);
        ZonedDateTime flush = now.with(LocalTime.of(6, 0)).withNano(0);
        return (flush.isAfter(now) ? flush : flush.plusDays(1)).toInstant();
    }

    private static JsonObject json(String text) {
        try (var reader = Json.createReader(new StringReader(text))) {
            return reader.readObject();
        }
    }
}
