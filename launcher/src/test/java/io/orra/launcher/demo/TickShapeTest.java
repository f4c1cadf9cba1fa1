package io.orra.launcher.demo;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orra.launcher.simulators.SimulatorControl;
import jakarta.json.JsonObject;
import org.junit.jupiter.api.Test;

class TickShapeTest {
    private static final String INDEX = """
            {"tradable":false,"mode":"full","instrument_token":256265,"last_price":26002.07,
             "ohlc":{"high":26100,"low":25900,"open":25950,"close":25980},"change":0.08,
             "exchange_timestamp":"2026-11-24 15:05:15"}""";

    @Test
    void takes_a_full_tick_of_an_index() {
        assertThatCode(() -> TickShape.check(256265, json(INDEX))).doesNotThrowAnyException();
    }

    @Test
    void refuses_a_tick_that_lost_a_field() {
        String without = INDEX.replace("\"change\":0.08,", "");

        assertThatThrownBy(() -> TickShape.check(256265, json(without)))
                .isInstanceOf(Mismatch.class)
                .hasMessageContaining("fields of a tick");
    }

    @Test
    void refuses_a_tick_of_another_instrument_on_the_channel() {
        assertThatThrownBy(() -> TickShape.check(408065, json(INDEX)))
                .isInstanceOf(Mismatch.class)
                .hasMessageContaining("instrument_token 408065");
    }

    @Test
    void refuses_a_price_of_nothing() {
        String free = INDEX.replace("26002.07", "0");

        assertThatThrownBy(() -> TickShape.check(256265, json(free))).hasMessageContaining("last_price above 0");
    }

    private static JsonObject json(String text) {
        return SimulatorControl.parsed(text);
    }
}
