package io.orra.it.credentials;

import static org.assertj.core.api.Assertions.assertThat;

import io.orra.it.frame.Answer;
import io.orra.it.frame.Orra;
import io.orra.it.frame.TestTenant;
import jakarta.json.Json;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class CredentialsIT {

    private static final String CREDENTIALS = "/api/v1/account/kite-credentials";
    private static final String CHECK = "/api/v1/account/kite/check-connection";

    private final Orra orra = Orra.running();

    @Test
    void are_sealed_in_the_database_and_only_their_status_is_shown() {
        TestTenant tenant = TestTenant.provisioned(orra);
        assertThat(tenant.api().get(CREDENTIALS + "/status").body())
                .isEqualTo("{\"linked\":false,\"updated_at\":null}");

        Answer linked = tenant.link(tenant.totpSeed, false);

        assertThat(linked.status()).isEqualTo(200);
        Answer status = tenant.api().get(CREDENTIALS + "/status");
        assertThat(status.json().getBoolean("linked")).isTrue();
        assertThat(status.json().getString("updated_at"))
                .isEqualTo(linked.json().getString("updated_at"));
        assertThat(orra.database()
                        .rows("select * from kite_credentials where tenant_id = ?", UUID.fromString(tenant.id()))
                        .toString())
                .contains("api_key_encrypted")
                .doesNotContain(tenant.apiKey, tenant.apiSecret, tenant.totpSeed, tenant.password, tenant.brokerUser);
    }

    @Test
    void another_tenant_sees_none_of_them() {
        TestTenant one = TestTenant.provisioned(orra);
        TestTenant other = TestTenant.provisioned(orra);
        one.link(one.totpSeed, false);

        assertThat(other.api().get(CREDENTIALS + "/status").json().getBoolean("linked"))
                .isFalse();
        // The same person in another organisation is another user there.
        assertThat(orra.api()
                        .as(orra.simulated().token(other.organisation, one.subject, "admin"))
                        .get(CREDENTIALS + "/status")
                        .json()
                        .getBoolean("linked"))
                .isFalse();
    }

    @Test
    void invalid_fields_are_named_and_never_repeated() {
        TestTenant tenant = TestTenant.provisioned(orra);

        Answer answer = tenant.api()
                .put(
                        CREDENTIALS,
                        Json.createObjectBuilder()
                                .add("api_key", "abc")
                                .add("api_secret", "planted-secret-too-long" + "x".repeat(255))
                                .build());

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.problem()).isEqualTo("validation");
        assertThat(answer.json()
                        .getJsonArray("errors")
                        .getValuesAs(v -> v.asJsonObject().getString("field")))
                .containsExactly("api_key", "api_secret", "totp_secret");
        assertThat(answer.body()).doesNotContain("planted");
    }

    @Test
    void a_body_that_is_not_the_json_asked_for_is_refused() {
        TestTenant tenant = TestTenant.provisioned(orra);

        assertThat(tenant.api().post(CHECK, "{\"request_token\":").problem()).isEqualTo("malformed-body");
        assertThat(tenant.api().post(CHECK, "[]").status()).isEqualTo(400);
        assertThat(tenant.api()
                        .post(CHECK, "{\"request_token\":\"12345678\",\"surprise\":1}")
                        .status())
                .isEqualTo(400);
        assertThat(tenant.api().post(CHECK, "").status()).isEqualTo(400);
    }

    @Test
    void a_request_token_gives_a_session_once() {
        TestTenant tenant = TestTenant.provisioned(orra);
        tenant.openBrokerAccount();
        tenant.link(tenant.totpSeed, false);
        String requestToken = tenant.requestToken();

        Answer first = check(tenant, requestToken);
        Answer again = check(tenant, requestToken);

        assertThat(first.status()).isEqualTo(200);
        assertThat(first.json().getBoolean("success")).isTrue();
        assertThat(first.json().getString("message")).isEqualTo("Kite connection successful");
        assertThat(first.json().getString("kite_user_id")).isEqualTo(tenant.brokerUser);
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.json().getBoolean("success")).isFalse();
        assertThat(again.json().getString("message")).isEqualTo("Kite connection failed: token");
        assertThat(again.json().isNull("kite_user_id")).isTrue();
        assertThat(orra.redis().get("kite:access_token:" + tenant.id())).isNotBlank();
        assertThat(orra.redis().get("kite:connection_status:" + tenant.id())).isEqualTo("connected");
    }

    @Test
    void without_credentials_there_is_nothing_to_check() {
        Answer answer = check(TestTenant.provisioned(orra), "12345678");

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.json().getString("detail")).isEqualTo("Kite credentials not found");
    }

    private static Answer check(TestTenant tenant, String requestToken) {
        return tenant.api()
                .post(
                        CHECK,
                        Json.createObjectBuilder()
                                .add("request_token", requestToken)
                                .build());
    }
}
