package io.orra.webhooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class StripeSignatureTest {

    private static final String SECRET = "whsec_test_secret";
    private static final byte[] BODY = "{\"id\":\"evt_1\"}".getBytes(StandardCharsets.UTF_8);
    private static final Instant THEN = Instant.ofEpochSecond(1_700_000_000);
    /** By {@code printf '1700000000.{"id":"evt_1"}' | openssl dgst -sha256 -hmac whsec_test_secret}. */
    private static final String V1 = "248a374f50f943a28b0f6ab50faf9a7e7e29b710fa26df9fb1618b9bf8ea9c9a";

    private static final String HEADER = "t=1700000000,v1=" + V1;

    private final StripeSignature rule = new StripeSignature(List.of(SECRET));

    @Test
    void what_openssl_signed_is_signed() {
        assertThat(rule.signed(HEADER, BODY, THEN)).isTrue();
        assertThat(rule.signed("v0=00," + HEADER + ",v1=00", BODY, THEN)).isTrue();
    }

    @Test
    void one_of_two_live_secrets_is_enough() {
        assertThat(new StripeSignature(List.of("whsec_next", SECRET)).signed(HEADER, BODY, THEN))
                .isTrue();
        assertThat(new StripeSignature(List.of("whsec_next")).signed(HEADER, BODY, THEN))
                .isFalse();
        assertThat(new StripeSignature(List.of()).signed(HEADER, BODY, THEN)).isFalse();
    }

    @Test
    void each_part_is_under_the_signature() {
        assertThat(rule.signed("t=1700000001,v1=" + V1, BODY, THEN)).isFalse();
        assertThat(rule.signed(HEADER, "{\"id\":\"evt_2\"}".getBytes(StandardCharsets.UTF_8), THEN))
                .isFalse();
    }

    @Test
    void five_minutes_off_is_the_most_in_both_directions() {
        assertThat(rule.signed(HEADER, BODY, THEN.plusSeconds(300))).isTrue();
        assertThat(rule.signed(HEADER, BODY, THEN.minusSeconds(300))).isTrue();
        assertThat(rule.signed(HEADER, BODY, THEN.plusSeconds(301))).isFalse();
        assertThat(rule.signed(HEADER, BODY, THEN.minusSeconds(301))).isFalse();
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                "t=1700000000",
                "v1=" + V1,
                "t=1700000000,v0=" + V1,
                "t=1700000000,v1=",
                "t=1700000000,v1=zz",
                "t=,v1=" + V1,
                "t=99999999999999999999,v1=" + V1,
                "t=1700000000,t=1700000000,v1=" + V1,
                "t=1700000000 ,v1=" + V1,
            })
    void a_header_of_another_form_is_not_signed(String header) {
        assertThat(rule.signed(header, BODY, THEN)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "secret", "whsec_"})
    void a_secret_of_another_form_is_refused_and_not_repeated(String secret) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new StripeSignature(List.of(secret)))
                .withMessage("A webhook secret of Stripe must begin with whsec_");
    }
}
