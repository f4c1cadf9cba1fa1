package io.orra.it.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.orra.it.frame.Answer;
import io.orra.it.frame.Orra;
import io.orra.it.frame.TestTenant;
import jakarta.json.Json;
import jakarta.json.JsonObjectBuilder;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

@Order(TokensIT.ON_THE_FRESH_DEPLOYMENT)
class TokensIT {

    /** Before all others, which may restart the server. */
    static final int ON_THE_FRESH_DEPLOYMENT = 1;

    private static final String PATH = "/api/v1/account/kite-credentials/status";

    private final Orra orra = Orra.running();
    private final TestTenant tenant = TestTenant.provisioned(orra);

    @Test
    void tokens_of_all_three_shapes_are_let_in() {
        JsonObjectBuilder template = Json.createObjectBuilder()
                .add("version", "template")
                .add("claims", Json.createObjectBuilder().add("org_id", tenant.organisation));

        assertThat(with(Json.createObjectBuilder().add("version", "1")).status())
                .isEqualTo(200);
        assertThat(with(Json.createObjectBuilder().add("version", "2")).status())
                .isEqualTo(200);
        assertThat(with(template).status()).isEqualTo(200);
    }

    /** The server's own annotations held on one of the two only, so both are looked at. */
    @Test
    void nobody_else_is_let_in_on_the_fresh_deployment_and_after_a_restart_of_the_server() {
        nobodyElseIsLetIn();

        orra.restart();

        nobodyElseIsLetIn();
        assertThat(with(Json.createObjectBuilder()).status()).isEqualTo(200);
    }

    private void nobodyElseIsLetIn() {
        refused(401, "not-authenticated", orra.api().get(PATH));
        refused(401, "not-authenticated", orra.api().getWithAuthorization(PATH, "Basic dXNlcjpwYXNz"));
        refused(401, "not-authenticated", orra.api().getWithAuthorization(PATH, "Bearer "));
        refused(401, "not-authenticated", orra.api().getWithAuthorization(PATH, goodToken()));
        refused(401, "invalid-token", orra.api().getWithAuthorization(PATH, "Bearer not.a.token"));
        refused(
                401,
                "invalid-token",
                orra.api().as(withoutSignature(goodToken())).get(PATH));
        refused(
                401,
                "invalid-token",
                orra.api().as(withOtherClaims(goodToken())).get(PATH));
        refused(401, "invalid-token", with(Json.createObjectBuilder().add("ttl_seconds", -60)));
        refused(401, "invalid-token", with(claim("iss", "https://clerk.evil.example")));
        refused(401, "invalid-token", with(claim("sts", "pending")));
        refused(401, "invalid-token", with(key("none")));
        refused(401, "invalid-token", with(key("unknown")));
        refused(401, "invalid-token", with(key("public-as-secret")));
        refused(
                403,
                "organization-not-provisioned",
                orra.api()
                        .as(orra.simulated().token("org_nobody", tenant.subject, "admin"))
                        .get(PATH));
        refused(
                403,
                "missing-claims",
                orra.api()
                        .as(orra.simulated().token("", tenant.subject, "admin", withoutOrganisation()))
                        .get(PATH));
    }

    private String goodToken() {
        return orra.simulated().token(tenant.organisation, tenant.subject, "member");
    }

    private static String withoutSignature(String token) {
        return token.substring(0, token.lastIndexOf('.') + 1);
    }

    /** The signature of one token under the claims of another. */
    private String withOtherClaims(String token) {
        String[] parts = token.split("\\.");
        String claims = orra.simulated()
                .token(tenant.organisation, "user_somebody_else", "admin")
                .split("\\.")[1];
        return parts[0] + "." + claims + "." + parts[2];
    }

    private static JsonObjectBuilder withoutOrganisation() {
        return Json.createObjectBuilder().add("version", "template").addNull("org_id");
    }

    private static void refused(int status, String type, Answer answer) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(answer.problem()).isEqualTo(type);
        assertThat(answer.json().getString("correlation_id")).isEqualTo(answer.header("X-Correlation-Id"));
        if (status == 401) {
            assertThat(answer.header("WWW-Authenticate")).isEqualTo("Bearer");
        }
    }

    private Answer with(JsonObjectBuilder changes) {
        return orra.api()
                .as(orra.simulated().token(tenant.organisation, tenant.subject, "member", changes))
                .get(PATH);
    }

    private static JsonObjectBuilder claim(String name, String value) {
        return Json.createObjectBuilder()
                .add("claims", Json.createObjectBuilder().add(name, value));
    }

    private static JsonObjectBuilder key(String key) {
        return Json.createObjectBuilder().add("key", key);
    }
}
