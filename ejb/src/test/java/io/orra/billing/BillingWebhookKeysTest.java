package io.orra.billing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orra.problem.Refusal;
import io.orra.webhooks.SvixSignature.Signed;
import io.orra.webhooks.WebhookProvider;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class BillingWebhookKeysTest {

    private static final byte[] BODY = "{\"id\":\"evt_1\"}".getBytes(StandardCharsets.UTF_8);
    private static final Clock THEN = Clock.fixed(Instant.ofEpochSecond(1_700_000_000), ZoneOffset.UTC);
    private static final Signed NO_SVIX = new Signed(null, null, null, BODY);
    private static final Signed SVIX = new Signed("msg_1", "1700000000", "v1,AAAA", BODY);
    private static final String STRIPE_SECRET = "whsec_test_secret";
    private static final String CLERK_SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private static final String STRIPE =
            "t=1700000000,v1=248a374f50f943a28b0f6ab50faf9a7e7e29b710fa26df9fb1618b9bf8ea9c9a";

    @Test
    void without_a_secret_nothing_is_taken_signed_or_not() {
        BillingWebhookKeys none = keys(null, null);
        assertRefused(503, () -> none.check(STRIPE, NO_SVIX));
        assertRefused(503, () -> none.check(null, SVIX));
        assertRefused(503, () -> none.check(null, NO_SVIX));
        assertRefused(503, () -> keys(" , ", "").check(STRIPE, NO_SVIX));
    }

    @Test
    void a_providers_events_need_that_providers_secret() {
        assertRefused(503, () -> keys(null, CLERK_SECRET).check(STRIPE, NO_SVIX));
        assertRefused(503, () -> keys(STRIPE_SECRET, null).check(null, SVIX));
    }

    @Test
    void both_secrets_may_be_set_and_stripes_events_are_still_taken() {
        assertThat(keys("whsec_next," + STRIPE_SECRET, CLERK_SECRET).check(STRIPE, NO_SVIX))
                .isEqualTo(WebhookProvider.STRIPE);
    }

    @Test
    void what_is_unsigned_doubly_signed_or_badly_signed_is_refused() {
        BillingWebhookKeys both = keys(STRIPE_SECRET, CLERK_SECRET);
        assertRefused(401, () -> both.check(null, NO_SVIX));
        assertRefused(400, () -> both.check(STRIPE, SVIX));
        assertRefused(401, () -> both.check(null, SVIX));
        assertRefused(400, () -> both.check("t=1700000000,v1=00", NO_SVIX));
    }

    private static BillingWebhookKeys keys(String stripe, String clerk) {
        return new BillingWebhookKeys(Optional.ofNullable(stripe), Optional.ofNullable(clerk), THEN);
    }

    private static void assertRefused(int status, ThrowingCallable check) {
        assertThatThrownBy(check)
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.status()).isEqualTo(status));
    }
}
