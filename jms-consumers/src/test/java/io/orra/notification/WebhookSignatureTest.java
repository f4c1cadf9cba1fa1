package io.orra.notification;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class WebhookSignatureTest {

    /** Computed with: printf '1700000000.{"id":"e-1"}' | openssl dgst -sha256 -hmac secret */
    private static final String EXPECTED = "694f7c27e87ac0c32102b1e696bf7c5be087142b1c05b79248a53fb0ce6e1d67";

    @Test
    void signs_time_and_body() {
        assertThat(new WebhookSignature("secret").of("{\"id\":\"e-1\"}", Instant.ofEpochSecond(1_700_000_000)))
                .isEqualTo("t=1700000000,v1=" + EXPECTED);
        assertThat(new WebhookSignature("secret")).hasToString("WebhookSignature[hidden]");
    }
}
