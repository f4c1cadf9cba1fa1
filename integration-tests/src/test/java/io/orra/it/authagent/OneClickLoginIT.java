package io.orra.it.authagent;

import static io.orra.it.frame.Eventually.during;
import static io.orra.it.frame.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.orra.it.frame.Answer;
import io.orra.it.frame.Api;
import io.orra.it.frame.Orra;
import io.orra.it.frame.TestTenant;
import io.orra.launcher.ServiceName;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A person's own login by a link, what comes back from it, and its end. */
class OneClickLoginIT {

    private static final String CALLBACK = "/api/v1/kite/callback";

    private final Orra orra = Orra.running();

    @Test
    void a_link_opens_a_session_once_and_the_logout_ends_it_at_the_broker_too() {
        TestTenant tenant = byHand();
        String state = stateOf(link(tenant));
        String back = CALLBACK + "?action=login&type=login&status=success&state=" + state;

        Answer page = orra.api().get(back + "&request_token=" + tenant.requestToken());

        assertThat(page.status()).isEqualTo(200);
        assertThat(page.body()).contains("You are logged in").doesNotContain(state);
        assertThat(orra.redis().get(key(tenant))).isNotNull();
        assertThat(orra.api()
                        .get(back + "&request_token=" + tenant.requestToken())
                        .status())
                .isEqualTo(409);
        assertThat(tenant.brokerAccount().getInt("live_tokens")).isEqualTo(1);

        Answer out = tenant.api().post("/api/v1/account/kite/logout", "{}");
        assertThat(out.status()).as(out.body()).isEqualTo(204);
        assertThat(orra.redis().get(key(tenant))).isNull();
        eventually().until(() -> tenant.brokerAccount().getInt("live_tokens") == 0);
    }

    @Test
    void after_a_logout_by_hand_automatic_login_waits_for_the_next_day() {
        TestTenant tenant = TestTenant.linked(orra);
        eventually().until(() -> orra.redis().get(key(tenant)) != null);

        assertThat(tenant.api().post("/api/v1/account/kite/logout", "{}").status())
                .isEqualTo(204);

        during(Duration.ofSeconds(8))
                .untilAsserted(() ->
                        assertThat(tenant.brokerAccount().getInt("logins")).isEqualTo(1));
        assertThat(orra.redis().get(key(tenant))).isNull();
    }

    @Test
    void nothing_but_an_unchanged_link_of_the_linked_account_opens_a_session() {
        TestTenant tenant = byHand();
        TestTenant stranger = byHand();
        String state = stateOf(link(tenant));
        String changed = state.substring(0, 40) + (state.charAt(40) == 'A' ? 'B' : 'A') + state.substring(41);

        assertThat(orra.api().get(CALLBACK).status()).isEqualTo(400);
        assertThat(orra.api()
                        .get(CALLBACK + "?state=" + changed + "&request_token=" + tenant.requestToken())
                        .status())
                .isEqualTo(400);
        assertThat(orra.api()
                        .get(CALLBACK + "?state=" + state + "&request_token=" + stranger.requestToken())
                        .status())
                .as("another app's request token")
                .isEqualTo(400);
        assertThat(orra.api()
                        .get(CALLBACK + "?state=" + stateOf(link(tenant)) + "&status=cancelled")
                        .body())
                .contains("cancelled");
        String otherAccount = orra.simulated()
                .post(
                        "/kite/request-tokens",
                        Json.createObjectBuilder()
                                .add("user_id", stranger.brokerUser)
                                .add("api_key", tenant.apiKey)
                                .build())
                .getString("request_token");
        assertThat(orra.api()
                        .get(CALLBACK + "?state=" + stateOf(link(tenant)) + "&request_token=" + otherAccount)
                        .status())
                .isEqualTo(403);
        assertThat(orra.redis().get(key(tenant))).isNull();
        assertThat(TestTenant.provisioned(orra)
                        .api()
                        .get("/api/v1/account/kite/login")
                        .status())
                .isEqualTo(404);
    }

    @Test
    void a_flush_in_the_middle_of_the_day_costs_one_login() {
        TestTenant tenant = TestTenant.linked(orra);
        eventually().until(() -> orra.redis().get(key(tenant)) != null);
        String before = orra.redis().get(key(tenant));
        orra.redis().listen("ticker:" + tenant.id() + ":*", 1, Duration.ofSeconds(60));

        orra.simulated().post("/kite/flush", Json.createObjectBuilder().build());
        orra.simulated()
                .post(
                        "/kite/ticker/disconnect",
                        Json.createObjectBuilder().add("api_key", tenant.apiKey).build());

        eventually().until(() -> {
            String now = orra.redis().get(key(tenant));
            return now != null && !now.equals(before);
        });
        assertThat(tenant.brokerAccount().getInt("logins")).isEqualTo(2);
    }

    @Test
    void a_session_opened_while_redis_is_away_is_there_when_it_is_back_without_another_login() {
        TestTenant tenant = byHand();
        String back = CALLBACK + "?state=" + stateOf(link(tenant)) + "&request_token=";
        orra.part(ServiceName.REDIS).stop();
        try {
            assertThat(orra.api().get(back + tenant.requestToken()).status()).isEqualTo(200);
        } finally {
            orra.part(ServiceName.REDIS).start();
        }
        eventually().until(() -> orra.redis().get(key(tenant)) != null);
        assertThat(tenant.brokerAccount().getInt("live_tokens")).isEqualTo(1);
    }

    @Test
    void a_captcha_ends_the_days_attempts_and_leaves_a_link_and_a_picture_without_credentials() {
        TestTenant tenant = TestTenant.provisioned(orra);
        tenant.openBrokerAccount();
        orra.simulated()
                .put(
                        "/kite/faults",
                        Json.createObjectBuilder().add("captcha", true).build());
        try {
            tenant.link(tenant.totpSeed, true);
            eventually()
                    .until(() ->
                            orra.simulated().received("urgent", tenant.id()).size() == 1);
        } finally {
            orra.simulated().delete("/kite/faults");
        }
        JsonObject meta =
                orra.simulated().received("urgent", tenant.id()).get(0).getJsonObject("meta");
        assertThat(meta.getString("reason")).isEqualTo("captcha");
        assertThat(meta.getString("event_type")).isEqualTo("auth_login_failed");
        String back = CALLBACK + "?state=" + stateOf(URI.create(meta.getString("login_url"))) + "&request_token=";
        Api operator = operator(tenant);
        String logins = "/api/v1/admin/tenants/" + tenant.id() + "/logins";
        String user = first(operator, logins).getString("user_id");
        Answer picture = operator.get(logins + "/" + user + "/screenshot");
        assertThat(picture.status()).isEqualTo(200);
        assertThat(picture.body()).contains("PNG");

        assertThat(orra.api().get(back + tenant.requestToken()).status()).isEqualTo(200);
        assertThat(orra.redis().get(key(tenant))).isNotNull();
        assertThat(tenant.brokerAccount().getInt("bad_passwords")).isZero();
    }

    @Test
    void an_operator_lets_a_paused_user_be_tried_again_and_edits_the_calendar() {
        TestTenant tenant = TestTenant.provisioned(orra);
        tenant.openBrokerAccount();
        tenant.link("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ", true);
        Api operator = operator(tenant);
        String logins = "/api/v1/admin/tenants/" + tenant.id() + "/logins";
        eventually().until(() -> first(operator, logins).getBoolean("paused"));
        JsonObject paused = first(operator, logins);
        assertThat(paused.getString("reason")).isEqualTo("invalid_totp");
        assertThat(paused.getInt("counted_today")).isEqualTo(1);

        Answer cleared = operator.post(logins + "/" + paused.getString("user_id") + "/clear", "{}");

        assertThat(cleared.status()).as(cleared.body()).isEqualTo(200);
        eventually().until(() -> tenant.brokerAccount().getInt("bad_twofa") == 2);
        operator.post(logins + "/" + paused.getString("user_id") + "/clear", "{}");
        during(Duration.ofSeconds(6))
                .untilAsserted(() ->
                        assertThat(tenant.brokerAccount().getInt("bad_twofa")).isEqualTo(2));

        String day = "/api/v1/admin/market-days/2027-11-07";
        JsonObject muhurat = Json.createObjectBuilder()
                .add("kind", "special")
                .add("opens", "18:00")
                .add("closes", "19:00")
                .add("name", "Muhurat")
                .build();
        assertThat(operator.put(day, muhurat).status()).isEqualTo(200);
        assertThat(operator.get("/api/v1/admin/market-days").body()).contains("2027-11-07", "Muhurat");
        assertThat(operator.put(
                                day,
                                Json.createObjectBuilder()
                                        .add("kind", "special")
                                        .build())
                        .status())
                .isEqualTo(422);
        assertThat(operator.delete(day).status()).isEqualTo(204);
        assertThat(operator.delete(day).status()).isEqualTo(404);
    }

    private Api operator(TestTenant tenant) {
        return orra.api()
                .as(orra.simulated()
                        .token(
                                tenant.organisation,
                                "user_operator",
                                "member",
                                Json.createObjectBuilder()
                                        .add(
                                                "claims",
                                                Json.createObjectBuilder().add("role", "super_admin"))));
    }

    private static JsonObject first(Api operator, String logins) {
        return operator.get(logins).json().getJsonArray("logins").getJsonObject(0);
    }

    private TestTenant byHand() {
        TestTenant tenant = TestTenant.provisioned(orra);
        tenant.openBrokerAccount();
        assertThat(tenant.link(tenant.totpSeed, false).status()).isEqualTo(200);
        return tenant;
    }

    private static URI link(TestTenant tenant) {
        Answer answer = tenant.api().get("/api/v1/account/kite/login");
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return URI.create(answer.json().getString("login_url"));
    }

    private static String stateOf(URI link) {
        String echoed = URLDecoder.decode(
                link.getRawQuery().replaceAll(".*redirect_params=([^&]*).*", "$1"), StandardCharsets.UTF_8);
        assertThat(echoed).startsWith("state=");
        return echoed.substring("state=".length());
    }

    private static String key(TestTenant tenant) {
        return "kite:access_token:" + tenant.id();
    }
}
