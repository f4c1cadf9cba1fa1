package io.orra.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jwt.JWTClaimsSet;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClerkTokenVerifierTest {

    private static final TokenForge FORGE = new TokenForge();

    private final ClerkTokenVerifier verifier =
            new ClerkTokenVerifier(FORGE.keys(), TokenForge.ISSUER, Set.of(), Set.of());

    @Test
    void a_session_token_of_version_1_names_organisation_and_role() throws Exception {
        ClerkToken token = verifier.verify(FORGE.sign(TokenForge.claims()
                .claim("org_id", "org_1")
                .claim("org_role", "org:admin")
                .build()));

        assertThat(token.organisation()).contains("org_1");
        assertThat(token.organisationRole()).contains("org:admin");
        assertThat(token.getName()).isEqualTo("user_1");
    }

    @Test
    void a_session_token_of_version_2_names_them_inside_o_without_the_prefix() throws Exception {
        ClerkToken token = verifier.verify(FORGE.sign(TokenForge.claims()
                .claim("v", 2)
                .claim("sts", "active")
                .claim("o", Map.of("id", "org_2", "rol", "admin", "slg", "two"))
                .build()));

        assertThat(token.organisation()).contains("org_2");
        assertThat(token.organisationRole()).contains("org:admin");
    }

    @Test
    void a_template_token_without_organisation_is_sound_and_names_none() throws Exception {
        assertThat(verifier.verify(FORGE.sign(TokenForge.claims().build())).organisation())
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"super_admin", "SUPER_ADMIN", "Super_Admin"})
    void super_admin_is_a_role_in_any_case(String role) throws Exception {
        assertThat(verifier.verify(FORGE.sign(
                                TokenForge.claims().claim("role", role).build()))
                        .claimsSuperAdmin())
                .isTrue();
    }

    @Test
    void super_admin_may_stand_among_several_roles_and_similar_words_do_not_count() throws Exception {
        JWTClaimsSet among =
                TokenForge.claims().claim("roles", List.of("x", "super_admin")).build();
        JWTClaimsSet similar = TokenForge.claims()
                .claim("roles", List.of("super_admins"))
                .claim("role", "admin")
                .build();

        assertThat(verifier.verify(FORGE.sign(among)).claimsSuperAdmin()).isTrue();
        assertThat(verifier.verify(FORGE.sign(similar)).claimsSuperAdmin()).isFalse();
    }

    @Test
    void thirty_seconds_of_leeway_hold_for_expiry_and_not_before() throws Exception {
        JWTClaimsSet justExpired = TokenForge.claims().expirationTime(in(-20)).build();
        JWTClaimsSet justAhead = TokenForge.claims().notBeforeTime(in(20)).build();

        assertThat(verifier.verify(FORGE.sign(justExpired)).getSubject()).isEqualTo("user_1");
        assertThat(verifier.verify(FORGE.sign(justAhead)).getSubject()).isEqualTo("user_1");
    }

    @Test
    void an_expired_or_not_yet_valid_token_is_refused() {
        refused(FORGE.sign(TokenForge.claims().expirationTime(in(-40)).build()));
        refused(FORGE.sign(TokenForge.claims().notBeforeTime(in(40)).build()));
    }

    @Test
    void a_token_without_subject_or_expiry_or_of_another_issuer_is_refused() {
        refused(FORGE.sign(TokenForge.claims().subject(null).build()));
        refused(FORGE.sign(TokenForge.claims().expirationTime(null).build()));
        refused(FORGE.sign(
                TokenForge.claims().issuer("https://clerk.example.evil").build()));
    }

    @Test
    void an_unsigned_token_a_foreign_key_and_an_hmac_over_the_public_key_are_refused() {
        JWTClaimsSet claims = TokenForge.claims().claim("org_id", "org_1").build();

        refused(FORGE.unsigned(claims));
        refused(FORGE.signWithForeignKey(claims));
        refused(FORGE.signWithPublicKeyAsSecret(claims));
    }

    @Test
    void a_key_id_must_be_there_and_known() {
        assertThatThrownBy(() -> verifier.verify(
                        FORGE.signUnderKeyId(null, TokenForge.claims().build())))
                .isInstanceOf(RejectedTokenException.class)
                .hasMessage("JWT is missing key id");
        refused(FORGE.signUnderKeyId("ins_unknown", TokenForge.claims().build()));
    }

    @Test
    void a_changed_claim_breaks_the_signature() {
        String[] parts = FORGE.sign(TokenForge.claims().build()).split("\\.");
        String other = FORGE.sign(TokenForge.claims().subject("user_2").build()).split("\\.")[1];

        refused(parts[0] + "." + other + "." + parts[2]);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "a.b", "a.b.c", "....", "e30.e30.e30"})
    void what_is_no_token_is_refused(String token) {
        refused(token);
    }

    @Test
    void a_session_that_waits_for_a_further_step_is_refused() {
        refused(FORGE.sign(TokenForge.claims().claim("sts", "pending").build()));
    }

    @Test
    void authorized_parties_are_checked_where_they_are_configured_and_the_token_names_one() throws Exception {
        ClerkTokenVerifier strict =
                new ClerkTokenVerifier(FORGE.keys(), TokenForge.ISSUER, Set.of(), Set.of("https://console.example"));
        String fromConsole = FORGE.sign(
                TokenForge.claims().claim("azp", "https://console.example").build());
        String fromElsewhere = FORGE.sign(
                TokenForge.claims().claim("azp", "https://evil.example").build());

        assertThat(strict.verify(fromConsole).authorizedParty()).contains("https://console.example");
        assertThat(strict.verify(FORGE.sign(TokenForge.claims().build())).authorizedParty())
                .isEmpty();
        assertThatThrownBy(() -> strict.verify(fromElsewhere)).isInstanceOf(RejectedTokenException.class);
    }

    @Test
    void the_audience_is_checked_where_it_is_configured() throws Exception {
        ClerkTokenVerifier strict = new ClerkTokenVerifier(FORGE.keys(), TokenForge.ISSUER, Set.of("orra"), Set.of());

        assertThat(strict.verify(FORGE.sign(TokenForge.claims().audience("orra").build()))
                        .getSubject())
                .isEqualTo("user_1");
        assertThatThrownBy(() -> strict.verify(FORGE.sign(TokenForge.claims().build())))
                .isInstanceOf(RejectedTokenException.class);
        assertThatThrownBy(() -> strict.verify(
                        FORGE.sign(TokenForge.claims().audience("other").build())))
                .isInstanceOf(RejectedTokenException.class);
    }

    @Test
    void a_claim_of_null_is_no_claim() throws Exception {
        ClerkToken token = verifier.verify(
                FORGE.sign(TokenForge.claims().claim("org_id", null).build()));

        assertThat(token.organisation()).isEmpty();
    }

    @Test
    void keys_that_can_not_be_had_are_no_reason_to_call_a_token_bad() {
        ClerkTokenVerifier withoutKeys = new ClerkTokenVerifier(
                (selector, context) -> {
                    throw new KeySourceException("away");
                },
                TokenForge.ISSUER,
                Set.of(),
                Set.of());

        assertThatThrownBy(
                        () -> withoutKeys.verify(FORGE.sign(TokenForge.claims().build())))
                .isInstanceOf(TokenKeysUnavailableException.class);
    }

    private void refused(String token) {
        assertThatThrownBy(() -> verifier.verify(token))
                .isInstanceOf(RejectedTokenException.class)
                .hasMessageMatching("Invalid or expired token|No matching signing key found");
    }

    private static Date in(int seconds) {
        return Date.from(Instant.now().plusSeconds(seconds));
    }
}
