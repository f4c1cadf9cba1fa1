package io.orra.simulators.clerk;

import static org.assertj.core.api.Assertions.assertThat;

import io.orra.simulators.Caller;
import io.orra.simulators.SimulatorPorts;
import io.orra.simulators.Simulators;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.math.BigInteger;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.RSAPublicKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ClerkTest {
    private static Simulators simulators;
    private static Caller control;
    private static Caller clerk;

    @BeforeAll
    static void start() {
        simulators = Simulators.start(SimulatorPorts.ephemeral());
        control = new Caller(simulators.controlUri());
        clerk = new Caller(simulators.clerkUri());
    }

    @AfterAll
    static void stop() {
        simulators.close();
    }

    @Test
    void version2CarriesTheOrganisationInOneCompactClaim() throws GeneralSecurityException {
        String token = mint(request().put("version", "2"));
        JsonObject claims = part(token, 1);
        assertThat(verified(token)).isTrue();
        assertThat(claims.fieldNames())
                .containsExactlyInAnyOrder(
                        "azp", "exp", "fva", "iat", "iss", "nbf", "sid", "sub", "jti", "v", "sts", "pla", "fea", "o");
        assertThat(claims.getInteger("v")).isEqualTo(2);
        assertThat(claims.getString("sts")).isEqualTo("active");
        assertThat(claims.getString("iss")).isEqualTo(simulators.clerkUri().toString());
        assertThat(claims.getInteger("exp") - claims.getInteger("iat")).isEqualTo(60);
        JsonObject organization = claims.getJsonObject("o");
        assertThat(organization.fieldNames()).containsExactlyInAnyOrder("id", "slg", "rol", "per", "fpm");
        assertThat(organization.getString("id")).isEqualTo("org_demo");
        assertThat(organization.getString("rol")).isEqualTo("admin");
        assertThat(part(token, 0).getString("kid")).startsWith("ins_");
    }

    @Test
    void version1CarriesTheOrganisationInFlatClaims() throws GeneralSecurityException {
        String token = mint(request().put("version", "1"));
        JsonObject claims = part(token, 1);
        assertThat(verified(token)).isTrue();
        assertThat(claims.fieldNames())
                .containsExactlyInAnyOrder(
                        "azp",
                        "exp",
                        "fva",
                        "iat",
                        "iss",
                        "nbf",
                        "sid",
                        "sub",
                        "org_id",
                        "org_role",
                        "org_slug",
                        "org_permissions");
        assertThat(claims.getString("org_role")).isEqualTo("org:admin");
    }

    @Test
    void aTemplateCarriesNoSession() {
        JsonObject claims = part(mint(request().put("version", "template")), 1);
        assertThat(claims.fieldNames())
                .containsExactlyInAnyOrder("azp", "exp", "iat", "iss", "jti", "nbf", "sub", "org_id", "org_role");
    }

    @Test
    void withoutAnOrganisationTheTokenSaysNothingOfOne() {
        JsonObject claims = part(mint(new JsonObject().put("sub", "user_1")), 1);
        assertThat(claims.fieldNames()).doesNotContain("o", "org_id");
    }

    @Test
    void claimsAndHeaderCanBeSetAndTakenAway() {
        JsonObject claims = new JsonObject().put("aud", "orra").put("azp", null);
        String token = mint(request()
                .put("claims", claims)
                .put("header", new JsonObject().put("oiat", 1).put("kid", null))
                .put("ttl_seconds", -5));
        assertThat(part(token, 1).getString("aud")).isEqualTo("orra");
        assertThat(part(token, 1).containsKey("azp")).isFalse();
        assertThat(part(token, 1).getLong("exp")).isLessThan(System.currentTimeMillis() / 1000);
        assertThat(part(token, 0).getInteger("oiat")).isEqualTo(1);
        assertThat(part(token, 0).containsKey("kid")).isFalse();
    }

    @Test
    void attacksLookLikeAttacks() throws GeneralSecurityException {
        String none = mint(request().put("key", "none"));
        assertThat(part(none, 0).getString("alg")).isEqualTo("none");
        assertThat(none).endsWith(".");
        String unknown = mint(request().put("key", "unknown"));
        assertThat(keys().stream().map(key -> key.getString("kid")))
                .doesNotContain(part(unknown, 0).getString("kid"));
        String confused = mint(request().put("key", "public-as-secret"));
        assertThat(part(confused, 0).getString("alg")).isEqualTo("HS256");
        assertThat(part(confused, 0).getString("kid")).isEqualTo(keys().get(0).getString("kid"));
        assertThat(verified(confused)).isFalse();
    }

    @Test
    void rotationKeepsOrDropsTheOldKey() throws GeneralSecurityException {
        String before = mint(request());
        control.ok("POST", "/clerk/keys/rotate");
        assertThat(keys()).hasSize(2);
        assertThat(verified(before)).isTrue();
        assertThat(verified(mint(request()))).isTrue();
        assertThat(part(mint(request().put("key", "previous")), 0).getString("kid"))
                .isEqualTo(part(before, 0).getString("kid"));
        control.ok("POST", "/clerk/keys/rotate", new JsonObject().put("keep_old", false));
        assertThat(keys()).hasSize(1);
        assertThat(verified(before)).isFalse();
    }

    @Test
    void theBackendApiNeedsASecretKeyAndKnowsOrganisationsByIdAndSlug() {
        JsonObject metadata = new JsonObject().put("tier", "pro");
        control.ok(
                "PUT",
                "/clerk/organizations/org_1",
                new JsonObject().put("slug", "one").put("public_metadata", metadata));
        assertThat(clerk.get("/v1/organizations/org_1").statusCode()).isEqualTo(401);
        assertThat(organization("org_1", "pk_wrong").statusCode()).isEqualTo(401);
        JsonObject found = new JsonObject(organization("one", "sk_test").body());
        assertThat(found.getString("object")).isEqualTo("organization");
        assertThat(found.getString("id")).isEqualTo("org_1");
        assertThat(found.getJsonObject("public_metadata")).isEqualTo(metadata);
        assertThat(found.getLong("created_at")).isGreaterThan(1_000_000_000_000L);

        control.ok("PUT", "/clerk/secret-keys", new JsonObject().put("secret_keys", JsonArray.of("sk_only")));
        assertThat(organization("org_1", "sk_test").statusCode()).isEqualTo(401);
        assertThat(organization("org_1", "sk_only").statusCode()).isEqualTo(200);
        control.ok("DELETE", "/clerk/secret-keys");

        control.ok("DELETE", "/clerk/organizations/org_1");
        HttpResponse<String> gone = organization("org_1", "sk_test");
        assertThat(gone.statusCode()).isEqualTo(404);
        JsonObject error = new JsonObject(gone.body()).getJsonArray("errors").getJsonObject(0);
        assertThat(error.getString("code")).isEqualTo("resource_not_found");
        assertThat(error.fieldNames()).containsExactlyInAnyOrder("message", "long_message", "code", "meta");
    }

    @Test
    void theKeySetFailsOnDemand() {
        JsonObject fault = new JsonObject().put("path", "/.well-known/*").put("status", 503);
        control.ok("PUT", "/clerk/faults", new JsonObject().put("http", JsonArray.of(fault)));
        assertThat(clerk.get("/.well-known/jwks.json").statusCode()).isEqualTo(503);
        control.ok("DELETE", "/clerk/faults");
        assertThat(clerk.get("/.well-known/jwks.json").statusCode()).isEqualTo(200);
        assertThat(clerk.get("/v1/jwks", "Authorization", "Bearer sk_test").statusCode())
                .isEqualTo(200);
    }

    private static JsonObject request() {
        return new JsonObject()
                .put("sub", "user_demo")
                .put("org_id", "org_demo")
                .put("role", "admin");
    }

    private static String mint(JsonObject request) {
        return control.ok("POST", "/clerk/tokens", request).getString("token");
    }

    private static HttpResponse<String> organization(String id, String secretKey) {
        return clerk.get("/v1/organizations/" + id, "Authorization", "Bearer " + secretKey);
    }

    @Test
    void subscriptionItemsAreListedPageByPageWithoutFreeOnes() {
        JsonObject free = new JsonObject()
                .put("plan", new JsonObject().put("slug", "free_org").put("is_default", true));
        control.ok("PUT", "/clerk/billing/subscription-items/csub_item_1");
        control.ok("PUT", "/clerk/billing/subscription-items/csub_item_2", free);
        control.ok("PUT", "/clerk/billing/subscription-items/csub_item_3", new JsonObject().put("status", "ended"));

        JsonObject first = items("?limit=1");
        assertThat(first.getInteger("total_count")).isEqualTo(2);
        assertThat(first.getJsonArray("data").getJsonObject(0).getString("id")).isEqualTo("csub_item_3");
        JsonObject second = items("?limit=1&offset=1").getJsonArray("data").getJsonObject(0);
        assertThat(second.getString("id")).isEqualTo("csub_item_1");
        assertThat(second.getString("object")).isEqualTo("commerce_subscription_item");
        assertThat(second.getJsonObject("plan").getString("slug")).isEqualTo("pro");
        assertThat(items("?include_free=true").getInteger("total_count")).isEqualTo(3);
        assertThat(clerk.get("/v1/billing/subscription_items").statusCode()).isEqualTo(401);

        control.ok("PUT", "/clerk/billing", new JsonObject().put("enabled", false));
        assertThat(clerk.get("/v1/billing/subscription_items", "Authorization", "Bearer sk_x")
                        .statusCode())
                .isEqualTo(403);
        control.ok("PUT", "/clerk/billing", new JsonObject().put("enabled", true));
    }

    private static JsonObject items(String query) {
        return Caller.json(clerk.get("/v1/billing/subscription_items" + query, "Authorization", "Bearer sk_x"));
    }

    private static JsonObject part(String token, int index) {
        byte[] json = Base64.getUrlDecoder().decode(token.split("\\.")[index]);
        return new JsonObject(new String(json, StandardCharsets.UTF_8));
    }

    private static List<JsonObject> keys() {
        List<JsonObject> keys = new ArrayList<>();
        new JsonObject(clerk.get("/.well-known/jwks.json").body())
                .getJsonArray("keys")
                .forEach(key -> keys.add((JsonObject) key));
        return keys;
    }

    /** By the published key set alone. */
    private static boolean verified(String token) throws GeneralSecurityException {
        String kid = part(token, 0).getString("kid");
        for (JsonObject key : keys()) {
            if (key.getString("kid").equals(kid)) {
                PublicKey publicKey = KeyFactory.getInstance("RSA")
                        .generatePublic(new RSAPublicKeySpec(number(key, "n"), number(key, "e")));
                Signature signature = Signature.getInstance("SHA256withRSA");
                signature.initVerify(publicKey);
                int end = token.lastIndexOf('.');
                signature.update(token.substring(0, end).getBytes(StandardCharsets.US_ASCII));
                byte[] given = Base64.getUrlDecoder().decode(token.substring(end + 1));
                return given.length == 256 && signature.verify(given);
            }
        }
        return false;
    }

    private static BigInteger number(JsonObject key, String field) {
        return new BigInteger(1, Base64.getUrlDecoder().decode(key.getString(field)));
    }
}
