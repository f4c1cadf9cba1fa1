package io.orra.it.identity;

import static io.orra.it.frame.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.orra.it.frame.Orra;
import io.orra.it.frame.TestTenant;
import jakarta.json.Json;
import org.junit.jupiter.api.Test;

/** Clerk signs with another key while Orra runs. */
class KeyRotationIT {

    private static final String PATH = "/api/v1/account";

    private final Orra orra = Orra.running();

    @Test
    void a_new_key_is_known_without_a_restart_and_tokens_of_the_one_before_stay_good() {
        TestTenant tenant = TestTenant.provisioned(orra);
        String before = tenant.token();
        orra.simulated()
                .post(
                        "/clerk/keys/rotate",
                        Json.createObjectBuilder().add("keep_old", true).build());

        eventually().until(() -> tenant.api().get(PATH).status() == 200);
        assertThat(orra.api().as(before).get(PATH).status()).isEqualTo(200);
    }
}
