package io.orra.it.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orra.it.frame.Http;
import io.orra.it.frame.Orra;
import io.orra.launcher.Service;
import io.orra.launcher.ServiceName;
import io.orra.launcher.Stack;
import io.orra.launcher.StackFailure;
import io.orra.launcher.settings.Setting;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A master key that can't be used stops the start before anything runs. */
class MasterKeyIT {

    private static final String PLANTED = "planted-key-that-is-none";

    private static final String WHY = "MASTER_ENCRYPTION_KEY must hold 32 bytes, not 18";

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

    /** Where no launcher stands before it: a system property of the server wins over the environment. */
    @Test
    void the_application_does_not_start_on_a_malformed_one_and_its_log_says_why_without_it() throws IOException {
        Orra orra = Orra.running();
        orra.part(ServiceName.PAYARA).stop();
        String options = orra.settled().get(Setting.PAYARA_JVM_OPTIONS);
        Service server = orra.serverWith(Map.of("PAYARA_JVM_OPTIONS", options + " -DMASTER_ENCRYPTION_KEY=" + PLANTED));
        long before = Files.size(server.log());
        try {
            assertThatThrownBy(server::start)
                    .isInstanceOf(StackFailure.class)
                    .hasMessageContaining(WHY)
                    .satisfies(
                            failure -> assertThat(failure.getMessage().lines()).hasSize(1))
                    .satisfies(failure -> assertThat(failure.toString()).doesNotContain(PLANTED));
            assertThat(Files.readString(server.log(), StandardCharsets.ISO_8859_1)
                            .substring((int) before))
                    .containsPattern("\\[SEVERE\\].*\\[io\\.orra\\.credentials\\.KeyRing\\].*\\R?.*" + WHY)
                    .doesNotContain(PLANTED);
            URI account = URI.create(orra.api().base() + "/api/v1/account");
            assertThat(Http.send(HttpRequest.newBuilder(account)).status())
                    .as("nothing is served")
                    .isEqualTo(404);
        } finally {
            orra.restart();
        }
    }
}
