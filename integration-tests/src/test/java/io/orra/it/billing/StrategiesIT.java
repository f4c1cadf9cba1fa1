package io.orra.it.billing;

import static org.assertj.core.api.Assertions.assertThat;

import io.orra.it.frame.Answer;
import io.orra.it.frame.Api;
import jakarta.json.Json;
import org.junit.jupiter.api.Test;

class StrategiesIT {

    private static final String STRATEGIES = "/api/v1/strategies";

    private final BillingTenant tenant = BillingTenant.provisioned();
    private final Api api = tenant.tenant().api();

    @Test
    void a_strategy_lives_from_creation_to_deletion() {
        Answer made = api.post(STRATEGIES, BillingTenant.strategy(false).build());
        String path = STRATEGIES + "/" + made.json().getString("id");
        assertThat(made.status()).isEqualTo(201);
        assertThat(made.json().getBoolean("is_active")).isFalse();
        assertThat(made.header("Location")).endsWith(path);

        Answer on = api.post(path + "/activate", "");
        assertThat(on.json().getBoolean("is_active")).isTrue();
        assertThat(api.post(path + "/activate", "").status())
                .as("active already, no second place is taken")
                .isEqualTo(200);

        Answer stale = api.with("If-Match", made.header("ETag"))
                .put(path, BillingTenant.strategy(false).add("name", "Other").build());
        assertThat(stale.status()).isEqualTo(412);
        Answer changed = api.with("If-Match", on.header("ETag"))
                .put(path, BillingTenant.strategy(false).add("name", "Other").build());
        assertThat(changed.json().getString("name")).isEqualTo("Other");
        assertThat(changed.json().getBoolean("is_active"))
                .as("a change leaves it active")
                .isTrue();

        assertThat(api.post(path + "/deactivate", "").json().getBoolean("is_active"))
                .isFalse();
        assertThat(api.delete(path).status()).isEqualTo(204);
        assertThat(api.get(path).status()).isEqualTo(404);
    }

    @Test
    void parameters_that_the_types_schema_refuses_are_named_and_not_repeated() {
        Answer answer = api.post(
                STRATEGIES,
                BillingTenant.strategy(false)
                        .add(
                                "parameters",
                                Json.createObjectBuilder()
                                        .add(
                                                "instruments",
                                                Json.createArrayBuilder().add("marked-value"))
                                        .add("quantity", 0))
                        .build());

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.body())
                .contains("parameters.quantity", "minimum", "parameters.instruments.0", "pattern")
                .doesNotContain("marked-value");
        assertThat(api.post(
                                STRATEGIES,
                                BillingTenant.strategy(false)
                                        .add("strategy_type", "unheard_of")
                                        .build())
                        .problem())
                .isEqualTo("unknown-strategy-type");
    }

    @Test
    void another_tenants_strategy_does_not_exist() {
        String path = STRATEGIES + "/"
                + api.post(STRATEGIES, BillingTenant.strategy(false).build())
                        .json()
                        .getString("id");
        Api other = BillingTenant.provisioned().tenant().api();

        assertThat(other.get(path).status()).isEqualTo(404);
        assertThat(other.put(path, BillingTenant.strategy(false).build()).status())
                .isEqualTo(404);
        assertThat(other.post(path + "/activate", "").status()).isEqualTo(404);
        assertThat(other.delete(path).status()).isEqualTo(404);
        assertThat(other.get(STRATEGIES).body()).isEqualTo("[]");
    }
}
