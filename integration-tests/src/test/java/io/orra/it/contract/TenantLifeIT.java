package io.orra.it.contract;

import static io.orra.it.frame.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.orra.it.frame.Answer;
import io.orra.it.frame.Api;
import io.orra.it.frame.Orra;
import io.orra.it.frame.TestTenant;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A tenant from its operator's hand and Clerk's: suspended, resumed, removed; what is streamed; what the trail keeps. */
class TenantLifeIT {

    private final Orra orra = Orra.running();

    @Test
    void a_suspended_tenant_reads_and_does_nothing_else_until_it_is_resumed() {
        TestTenant tenant = connected();
        Api operator = operator(TestTenant.provisioned(orra));
        String path = "/api/v1/admin/tenants/" + tenant.id();

        Answer suspended = operator.send("PATCH", path, "{\"suspended\":true}");

        assertThat(suspended.json().getString("state")).isEqualTo("suspended");
        assertThat(suspended.json().getBoolean("is_active")).isFalse();
        assertThat(tenant.api()
                        .get("/api/v1/account")
                        .json()
                        .getJsonObject("tenant")
                        .getString("state"))
                .isEqualTo("suspended");
        Answer change = tenant.link(tenant.totpSeed, false);
        assertThat(change.status()).isEqualTo(403);
        assertThat(change.problem()).isEqualTo("tenant-inactive");
        eventually().until(() -> liveTokens(tenant) == 0);
        assertThat(orra.redis().get("kite:access_token:" + tenant.id())).isNull();
        assertThat(orra.redis().get("tenant:active:" + tenant.id())).isEqualTo("0");

        Answer resumed = operator.send("PATCH", path, "{\"suspended\":false}", "If-Match", suspended.header("ETag"));

        assertThat(resumed.json().getString("state")).isEqualTo("active");
        assertThat(tenant.link(tenant.totpSeed, false).status()).isEqualTo(200);
        assertThat(orra.redis().get("tenant:active:" + tenant.id())).isEqualTo("1");
    }

    @Test
    void clerks_metadata_suspends_and_resumes_too() {
        TestTenant tenant = TestTenant.provisioned(orra);
        tenant.tell("organization.updated", null, suspended(tenant, true));
        assertThat(state(tenant)).isEqualTo("suspended");
        tenant.tell("organization.updated", null, suspended(tenant, false));
        assertThat(state(tenant)).isEqualTo("active");
    }

    @Test
    void a_removed_tenant_is_logged_out_at_the_broker_and_its_trail_stays() {
        TestTenant tenant = connected();
        TestTenant operators = TestTenant.provisioned(orra);
        assertThat(liveTokens(tenant)).isEqualTo(1);

        tenant.tell("organization.deleted", null);

        eventually().until(() -> liveTokens(tenant) == 0);
        assertThat(orra.database()
                        .rows("select 1 from kite_credentials where tenant_id = ?", UUID.fromString(tenant.id())))
                .isEmpty();
        List<String> actions = actions(operator(operators)
                .get("/api/v1/admin/audit?tenant_id=" + tenant.id())
                .json());
        assertThat(actions)
                .contains("tenant.provision", "kite-credentials.link", "broker-session.open", "tenant.remove");
        assertThat(operator(operators)
                        .get("/api/v1/admin/tenants/" + tenant.id())
                        .json()
                        .getString("state"))
                .isEqualTo("removed");
    }

    @Test
    void erased_credentials_end_the_session_at_the_broker() {
        TestTenant tenant = connected();

        assertThat(tenant.api()
                        .send("DELETE", "/api/v1/account/kite-credentials", null)
                        .status())
                .isEqualTo(204);

        eventually().until(() -> liveTokens(tenant) == 0);
        assertThat(orra.redis().get("kite:access_token:" + tenant.id())).isNull();
        assertThat(tenant.api()
                        .send("DELETE", "/api/v1/account/kite-credentials", null)
                        .status())
                .isEqualTo(404);
    }

    /** As when the instance that ended the session died before Redis knew. */
    @Test
    void a_token_in_redis_does_not_outlive_its_session() {
        TestTenant tenant = connected();
        String key = "kite:access_token:" + tenant.id();
        String token = orra.redis().get(key);
        tenant.api().send("DELETE", "/api/v1/account/kite-credentials", null);

        orra.redis().set(key, token);

        eventually().until(() -> orra.redis().get(key) == null);
    }

    @Test
    void the_ticker_follows_the_tenants_own_list() {
        TestTenant tenant = connected();
        tenant.api()
                .send(
                        "PUT",
                        "/api/v1/account/instruments",
                        "{\"instruments\":[{\"instrument\":\"408065\",\"mode\":\"ltp\"}]}");
        List<String> ticks =
                orra.redis().listen("ticker:" + tenant.id() + ":408065", 1, java.time.Duration.ofSeconds(60));
        assertThat(ticks.get(0)).contains("\"instrument_token\":408065");
        assertThat(tenant.api()
                        .send("PUT", "/api/v1/account/instruments", "{\"instruments\":[{\"instrument\":\"255\"}]}")
                        .status())
                .isEqualTo(422);
    }

    @Test
    void the_trail_tells_who_did_what_and_what_was_refused_and_is_one_chain() {
        TestTenant tenant = TestTenant.provisioned(orra);
        Api member = orra.api().as(orra.simulated().token(tenant.organisation, "user_m", "member"));
        tenant.api().send("PUT", "/api/v1/profile/trading", "{\"max_daily_loss\":\"10\",\"max_orders\":1}");
        member.get("/api/v1/account/audit");
        tenant.api().send("PUT", "/api/v1/profile/trading", "{}");

        JsonObject page = tenant.api().get("/api/v1/account/audit?limit=3").json();

        List<JsonObject> entries = page.getJsonArray("entries").getValuesAs(JsonObject.class);
        assertThat(entries)
                .extracting(entry ->
                        entry.getString("action") + " " + entry.getString("outcome") + " " + entry.getString("actor"))
                .containsExactly(
                        "request refused " + tenant.subject,
                        "request refused user_m",
                        "trading-profile.set done " + tenant.subject);
        assertThat(entries.get(2).getJsonObject("details").getString("max_daily_loss"))
                .isEqualTo("10.00");
        assertThat(entries.get(0).getString("address")).isEqualTo("127.0.0.1");
        assertThat(entries.get(0).getString("reason")).isEqualTo("validation");
        JsonObject older = tenant.api()
                .get("/api/v1/account/audit?cursor=" + page.getString("next_cursor"))
                .json();
        assertThat(actions(older)).containsExactly("tenant.provision");
        assertThat(orra.database().rows("""
                        select seq from (select *, lag(hash, 1, sha256(convert_to(chain::text, 'UTF8')))
                                         over (partition by chain order by seq) as before from audit_entries) e
                        where previous_hash <> before""")).isEmpty();
    }

    @Test
    void active_tenants_are_paged_and_filtered_and_shown_with_their_sessions() {
        TestTenant live = connected();
        List<TestTenant> all =
                List.of(live, TestTenant.provisioned(orra), TestTenant.provisioned(orra), TestTenant.provisioned(orra));
        Api operator = operator(live);
        String name = "Paged " + UUID.randomUUID();
        all.forEach(tenant -> operator.send(
                "PATCH", "/api/v1/admin/tenants/" + tenant.id(), "{\"name\":\"" + name + "\",\"suspended\":false}"));
        operator.send("PATCH", "/api/v1/admin/tenants/" + all.get(1).id(), "{\"suspended\":true}");
        String path = "/api/v1/admin/tenants/active?limit=2&q=" + name.replace(" ", "%20");

        Answer first = operator.get(path);
        Answer second = operator.get(nextOf(first));

        assertThat(ids(first)).containsExactly(live.id(), all.get(2).id());
        assertThat(ids(second)).containsExactly(all.get(3).id());
        assertThat(second.header("Link")).isNullOrEmpty();
        JsonObject shown = first.array().getJsonObject(0);
        assertThat(shown.getBoolean("connected")).isTrue();
        assertThat(shown.getInt("token_ttl_seconds")).isPositive();
        assertThat(first.array().getJsonObject(1).getBoolean("connected")).isFalse();
        assertThat(ids(operator.get(path + "&tier=free"))).hasSize(2);
        assertThat(ids(operator.get(path + "&tier=pro"))).isEmpty();
    }

    private static String nextOf(Answer page) {
        String link = page.header("Link");
        assertThat(link).endsWith("rel=\"next\"");
        return link.substring(link.indexOf("/api/v1"), link.indexOf('>'));
    }

    private static List<String> ids(Answer page) {
        return page.array().getValuesAs(JsonObject.class).stream()
                .map(tenant -> tenant.getString("tenant_id"))
                .toList();
    }

    @Test
    void a_test_notification_reaches_the_user() {
        TestTenant tenant = TestTenant.provisioned(orra);
        tenant.api()
                .send(
                        "PUT",
                        "/api/v1/account/notification-preferences",
                        "{\"channels\":[{\"channel\":\"whatsapp\",\"destination\":\"+911234567890\",\"is_enabled\":false},"
                                + "{\"channel\":\"telegram\",\"destination\":\"12345\"}]}");
        Answer sent = tenant.api().send("POST", "/api/v1/account/notification-preferences/test", null);

        assertThat(sent.status()).isEqualTo(202);
        eventually()
                .until(() -> orra.simulated().received("telegram", tenant.id()).size() == 1);
        JsonObject told = orra.simulated().received("telegram", tenant.id()).get(0);
        assertThat(told.getString("id")).isEqualTo(sent.json().getString("event_id"));
        assertThat(told.getString("event_type")).isEqualTo("test_notification");
        assertThat(told.getString("destination")).isEqualTo("12345");
    }

    private TestTenant connected() {
        TestTenant tenant = TestTenant.provisioned(orra);
        tenant.openBrokerAccount();
        tenant.link(tenant.totpSeed, false);
        Answer answer = tenant.api()
                .post(
                        "/api/v1/account/kite/check-connection",
                        Json.createObjectBuilder()
                                .add("request_token", tenant.requestToken())
                                .build());
        assertThat(answer.json().getBoolean("success")).as(answer.body()).isTrue();
        return tenant;
    }

    private static int liveTokens(TestTenant tenant) {
        return tenant.brokerAccount().getInt("live_tokens");
    }

    private String state(TestTenant tenant) {
        return tenant.api()
                .get("/api/v1/account")
                .json()
                .getJsonObject("tenant")
                .getString("state");
    }

    private static JsonObjectBuilder suspended(TestTenant tenant, boolean suspended) {
        return Json.createObjectBuilder()
                .add(
                        "data",
                        Json.createObjectBuilder()
                                .add("object", "organization")
                                .add("id", tenant.organisation)
                                .add("name", "Renamed")
                                .add(
                                        "public_metadata",
                                        Json.createObjectBuilder().add("orra_suspended", suspended)));
    }

    private Api operator(TestTenant of) {
        return orra.api()
                .as(orra.simulated()
                        .token(
                                of.organisation,
                                "user_operator",
                                "member",
                                Json.createObjectBuilder()
                                        .add(
                                                "claims",
                                                Json.createObjectBuilder().add("role", "super_admin"))));
    }

    private static List<String> actions(JsonObject page) {
        return page.getJsonArray("entries").getValuesAs(JsonObject.class).stream()
                .map(entry -> entry.getString("action"))
                .toList();
    }
}
