package io.orra.billing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ParameterSchemaTest {

    private static final String SCHEMA = """
            {"type": "object", "required": ["quantity"], "additionalProperties": false,
             "properties": {"quantity": {"type": "integer", "minimum": 1},
                            "instruments": {"type": "array", "items": {"type": "string", "pattern": "^NSE:"}}}}""";

    @Test
    void whatTheSchemaAsksForPasses() {
        assertThatCode(() -> check("{\"quantity\": 1, \"instruments\": [\"NSE:INFY\"]}"))
                .doesNotThrowAnyException();
    }

    @Test
    void eachBrokenRuleIsNamedWithItsPlaceAndWithoutTheValue() {
        assertThatThrownBy(() -> check("{\"quantity\": 0, \"instruments\": [\"marked-value\"], \"more\": true}"))
                .isInstanceOfSatisfying(InvalidParametersException.class, invalid -> {
                    assertThat(invalid.faults())
                            .contains(
                                    new InvalidParametersException.Fault("/quantity", "minimum"),
                                    new InvalidParametersException.Fault("/instruments/0", "pattern"));
                    assertThat(invalid.faults().toString() + invalid).doesNotContain("marked-value");
                });
        assertThatThrownBy(() -> check("{}"))
                .isInstanceOfSatisfying(
                        InvalidParametersException.class,
                        invalid -> assertThat(invalid.faults())
                                .contains(new InvalidParametersException.Fault("", "required")));
    }

    @Test
    void aSchemaThatIsNoneIsFoundAndNothingIsFetched() {
        assertThat(new ParameterSchema(Strategy.json(SCHEMA)).isSound()).isTrue();
        assertThat(new ParameterSchema(Strategy.json("{\"type\": 5}")).isSound())
                .isFalse();
        assertThatThrownBy(() -> new ParameterSchema(Strategy.json("{\"$ref\": \"http://127.0.0.1:1/x\"}"))
                        .check(Strategy.json("{}")))
                .isInstanceOf(InvalidParametersException.class);
    }

    private static void check(String parameters) {
        new ParameterSchema(Strategy.json(SCHEMA)).check(Strategy.json(parameters));
    }
}
