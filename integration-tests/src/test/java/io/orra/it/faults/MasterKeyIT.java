package io.orra.it.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orra.it.frame.Orra;
import io.orra.launcher.Stack;
import io.orra.launcher.StackFailure;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A master key that can't be used stops the start before anything runs. */
class MasterKeyIT {

    @TempDir
    private Path state;

    @ParameterizedTest
    @ValueSource(strings = {"planted-key", "k1:cGxhbnRlZC1rZXk=", "k1:AAAA,k2:planted"})
    void a_malformed_master_key_stops_the_start_with_one_line_that_does_not_show_it(String key) {
        Map<String, String> settings = Orra.settings();
        settings.put("MASTER_ENCRYPTION_KEY", key);

        assertThatThrownBy(() -> Stack.open(state, settings))
                .isInstanceOf(StackFailure.class)
                .hasMessageContaining("MASTER_ENCRYPTION_KEY")
                .satisfies(failure -> assertThat(failure.getMessage().lines()).hasSize(1))
                .satisfies(failure -> assertThat(failure.toString()).doesNotContain("planted", "cGxhbnRlZC"));
    }
}
