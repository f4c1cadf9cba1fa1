package io.orra.webhooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.orra.webhooks.SvixSignature.Signed;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SvixSignatureTest {

    /** The worked example of Svix' own manual: secret, id, timestamp, body and signature. */
    private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    private static final String ID = "msg_p5jXN8AQM9LWM0D4loKWxJek";
    private static final String TIMESTAMP = "1614265330";
    private static final String BODY = "{\"test\": 2432232314}";
    private static final String SIGNATURE = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";
    private static final Instant THEN = Instant.ofEpochSecond(1614265330);

    private final SvixSignature rule = new SvixSignature(List.of(SECRET));

    @Test
    void the_manuals_own_example_is_signed() {
        assertThat(rule.signed(message(ID, TIMESTAMP, SIGNATURE, BODY), THEN)).isTrue();
    }

    @Test
    void each_part_is_under_the_signature() {
        assertThat(rule.signed(message("msg_other", TIMESTAMP, SIGNATURE, BODY), THEN))
                .isFalse();
        assertThat(rule.signed(message(ID, "1614265331", SIGNATURE, BODY), THEN))
                .isFalse();
        assertThat(rule.signed(message(ID, TIMESTAMP, SIGNATURE, BODY + " "), THEN))
                .isFalse();
        assertThat(new SvixSignature(List.of("whsec_AAAA")).signed(message(ID, TIMESTAMP, SIGNATURE, BODY), THEN))
                .isFalse();
    }

    @Test
    void one_of_several_signatures_and_one_of_two_secrets_is_enough() {
        SvixSignature rotating = new SvixSignature(List.of("whsec_AAAA", SECRET));
        String several = "v1,AAAA v2,xx " + SIGNATURE;

        assertThat(rotating.signed(message(ID, TIMESTAMP, several, BODY), THEN)).isTrue();
    }

    @Test
    void five_minutes_off_is_the_most_in_both_directions() {
        Signed message = message(ID, TIMESTAMP, SIGNATURE, BODY);

        assertThat(rule.signed(message, THEN.plusSeconds(300))).isTrue();
        assertThat(rule.signed(message, THEN.minusSeconds(300))).isTrue();
        assertThat(rule.signed(message, THEN.plusSeconds(301))).isFalse();
        assertThat(rule.signed(message, THEN.minusSeconds(301))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "v1", "v1,", "v2,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=", "v1,***"})
    void other_versions_and_no_base64_are_no_signature(String signature) {
        assertThat(rule.signed(message(ID, TIMESTAMP, signature, BODY), THEN)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "now", "99999999999999999999", "9223372036854775807"})
    void a_time_that_is_none_is_never_timely(String timestamp) {
        assertThat(rule.signed(message(ID, timestamp, SIGNATURE, BODY), THEN)).isFalse();
    }

    @Test
    void missing_headers_are_no_signature() {
        assertThat(rule.signed(message(null, TIMESTAMP, SIGNATURE, BODY), THEN)).isFalse();
        assertThat(rule.signed(message(ID, null, SIGNATURE, BODY), THEN)).isFalse();
        assertThat(rule.signed(message(ID, TIMESTAMP, null, BODY), THEN)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "whsec_", "secret", "whsec_***"})
    void a_malformed_secret_is_refused_without_being_repeated(String secret) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SvixSignature(List.of(secret)))
                .withMessage("A webhook secret must be whsec_ and base64");
    }

    private static Signed message(String id, String timestamp, String signature, String body) {
        return new Signed(id, timestamp, signature, body.getBytes(StandardCharsets.UTF_8));
    }
}
