package io.orra.it.operations;

import static org.assertj.core.api.Assertions.assertThat;

import io.orra.it.frame.Orra;
import io.orra.it.frame.TestTenant;
import io.orra.launcher.payara.JdbcDriver;
import jakarta.json.Json;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The image's start command as a plain process. */
class ImageStartIT {

    private static final String STATUS = "/api/v1/account/kite-credentials/status";

    private final Orra orra = Orra.running();
    private final SecondServer second = new SecondServer(orra);

    @TempDir
    private Path folder;

    @Test
    void it_serves_the_api_with_secrets_from_files_and_ends_in_order() throws Exception {
        TestTenant tenant = TestTenant.linked(orra);
        Path lines = folder.resolve("orra.json.log");
        try (StartCommand server = StartCommand.run(
                "payara-server/serve.sh", environment(lines), second.secrets(), folder.resolve("output"))) {
            server.until(() -> second.status("/health/ready", null) == 200);

            assertThat(second.status(STATUS, tenant.token())).isEqualTo(200);
            assertThat(second.status(STATUS, null)).isEqualTo(401);
            assertThat(second.status("/metrics", SecondServer.METRICS_TOKEN)).isEqualTo(200);
            for (String line : Files.readAllLines(lines)) {
                try (var reader = Json.createReader(new StringReader(line))) {
                    assertThat(reader.readObject().getString("logger")).startsWith("io.orra");
                }
            }
            second.assertNoSecretIn(server.output()
                    + Files.readString(lines)
                    + server.process().info().commandLine().orElse(""));

            server.endInOrder();
        }
    }

    private Map<String, String> environment(Path lines) throws IOException {
        Map<String, String> environment = new TreeMap<>(second.settings());
        for (String secret : second.secrets()) {
            environment.put(
                    secret + "_FILE",
                    Files.writeString(folder.resolve(secret), environment.remove(secret))
                            .toString());
        }
        environment.put("LOG_JSON_PATH", lines.toString());
        environment.put("PAYARA_HOME", second.distribution().toString());
        environment.put("ORRA_EAR", Program.HOME.resolve("ear/target/orra.ear").toString());
        environment.put("JDBC_DRIVER", JdbcDriver.archive().toString());
        environment.put("DOMAIN_FOLDER", folder.resolve("domains").toString());
        return environment;
    }
}
