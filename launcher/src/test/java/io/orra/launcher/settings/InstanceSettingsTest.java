package io.orra.launcher.settings;

import static org.assertj.core.api.Assertions.assertThat;

import io.orra.launcher.StateFolder;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InstanceSettingsTest {
    @TempDir
    private Path folder;

    private StateFolder state;

    @BeforeEach
    void stateFolder() {
        state = new StateFolder(folder.resolve("state"));
    }

    @Test
    void the_second_has_the_ports_next_to_the_first_ones_and_both_know_each_other() {
        state.keepInstances(2);

        Settings first = of(1, Map.of("API_PORT", "9000"));
        Settings second = of(2, Map.of("API_PORT", "9000"));

        assertThat(first.port(PortSetting.API_PORT)).isEqualTo(9000);
        assertThat(second.port(PortSetting.API_PORT)).isEqualTo(9001);
        assertThat(second.port(PortSetting.REDIS_PORT)).isEqualTo(first.port(PortSetting.REDIS_PORT));
        assertThat(first.get("DATA_GRID_MEMBERS"))
                .isEqualTo(second.get("DATA_GRID_MEMBERS"))
                .isEqualTo("127.0.0.1:4900,127.0.0.1:4901");
        assertThat(first.get("DRAIN_FILE")).isNotEqualTo(second.get("DRAIN_FILE"));
        assertThat(first.get("DRAIN_SECONDS")).isEqualTo("5");
    }

    @Test
    void a_free_port_is_chosen_once_and_kept() {
        state.keepInstances(2);

        int chosen = of(2, Map.of("API_PORT", "0")).port(PortSetting.API_PORT);

        assertThat(of(2, Map.of("API_PORT", "0")).port(PortSetting.API_PORT)).isEqualTo(chosen);
        assertThat(of(1, Map.of("API_PORT", "0")).port(PortSetting.API_PORT)).isNotEqualTo(chosen);
    }

    @Test
    void a_setting_with_a_number_is_for_that_one_alone() {
        state.keepInstances(2);
        Map<String, String> given = Map.of("ORRA_ROLES", "api", "ORRA_ROLES_2", "auth,ticker", "API_PORT_2", "9100");

        assertThat(of(1, given).get("ORRA_ROLES")).isEqualTo("api");
        assertThat(of(2, given).get("ORRA_ROLES")).isEqualTo("auth,ticker");
        assertThat(of(2, given).port(PortSetting.API_PORT)).isEqualTo(9100);
    }

    @Test
    void there_are_as_many_as_were_asked_for_last() {
        assertThat(state.instances()).containsExactly(1);
        assertThat(of(1, Map.of()).get("DATA_GRID_MEMBERS")).isEqualTo("127.0.0.1:4900");
        assertThat(of(1, Map.of()).get("DRAIN_SECONDS")).isEqualTo("0");

        state.keepInstances(3);
        assertThat(state.instances()).containsExactly(1, 2, 3);

        state.keepInstances(1);
        assertThat(state.instances()).containsExactly(1);
    }

    private Settings of(int number, Map<String, String> given) {
        Settings first = SettingsResolution.resolve(state, new HashMap<>(given), Optional.empty());
        return new InstanceSettings(state, first).of(number);
    }
}
