package io.orra.it.operations;

import static io.orra.it.frame.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.orra.it.frame.Orra;
import io.orra.it.frame.TestTenant;
import io.orra.launcher.command.OrraCommand;
import io.orra.launcher.settings.Secret;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** ./orra install on a Payara Server that knows nothing of Orra, and once more on the one that does. */
class InstallIT {

    private static final String STATUS = "/api/v1/account/kite-credentials/status";

    private final Orra orra = Orra.running();
    private final SecondServer second = new SecondServer(orra);

    @TempDir
    private Path folder;

    @AfterEach
    void end() throws IOException {
        Path pid = domain().resolve("config/pid");
        if (Files.exists(pid)) {
            ProcessHandle.of(Long.parseLong(Files.readString(pid).strip())).ifPresent(server -> {
                server.destroy();
                eventually().until(() -> !server.isAlive());
            });
        }
    }

    @Test
    void it_serves_the_api_and_a_second_run_changes_what_differs() throws Exception {
        TestTenant tenant = TestTenant.linked(orra);

        install();

        eventually().until(() -> second.status("/health/ready", null) == 200);
        assertThat(second.status(STATUS, tenant.token())).isEqualTo(200);
        assertThat(second.status(STATUS, null)).isEqualTo(401);
        HttpResponse<String> live = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(second.address("/health/live")))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        assertThat(live.version()).isEqualTo(HttpClient.Version.HTTP_2);
        assertThat(live.headers().map()).doesNotContainKeys("server", "x-powered-by");
        assertThat(second.get(STATUS, null).header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(administration()).as("TLS alone").isNotEqualTo(200);
        String domainXml = Files.readString(domain().resolve("config/domain.xml"));
        second.assertNoSecretIn(domainXml);
        assertThat(domainXml).doesNotContain(orra.settled().get(Secret.PAYARA_ADMIN_PASSWORD));

        second.settings().put("LOG_LEVEL", "changed");
        String release = Files.readString(release());
        Files.writeString(release(), "another");
        install();

        eventually().until(() -> second.status(STATUS, tenant.token()) == 200);
        String again = Files.readString(domain().resolve("config/domain.xml"));
        assertThat(again).contains("\"changed\"");
        assertThat(release()).as("what is deployed").hasContent(release.strip());
        assertThat(domain().resolve("logs/server.log"))
                .as("no start loads what is being replaced")
                .content()
                .doesNotContain("Application deployment failed");
        assertThat(pools(again)).isEqualTo(pools(domainXml)).isPositive();
        assertThat(accessLog()).contains("GET").contains(STATUS).doesNotContain(tenant.token());
    }

    private void install() throws IOException {
        Map<String, String> settings = second.settings();
        settings.put("PAYARA_ADMIN_PASSWORD", orra.settled().get(Secret.PAYARA_ADMIN_PASSWORD));
        Path file = Files.writeString(
                folder.resolve("settings"),
                settings.entrySet().stream()
                        .map(setting -> setting.getKey() + "=" + setting.getValue())
                        .collect(Collectors.joining("\n", "# of this test\n", "\n")));

        int code = OrraCommand.commandLine()
                .execute(
                        "install",
                        "--payara",
                        second.distribution().toString(),
                        "--domain",
                        "existing",
                        "--domaindir",
                        folder.toString(),
                        "--settings",
                        file.toString());

        assertThat(code).isZero();
    }

    /** Remembers what is deployed. */
    private Path release() {
        return domain().resolve("config/orra.sha256");
    }

    private Path domain() {
        return folder.resolve("existing");
    }

    /** Without TLS; 0 when the connection is refused. */
    private int administration() throws InterruptedException {
        try {
            return HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(URI.create("http://127.0.0.1:"
                                            + second.settings().get("ADMIN_PORT") + "/management/domain"))
                                    .build(),
                            HttpResponse.BodyHandlers.discarding())
                    .statusCode();
        } catch (IOException refused) {
            return 0;
        }
    }

    private static long pools(String domainXml) {
        return domainXml.lines().filter(line -> line.contains("name=\"orra-")).count();
    }

    private String accessLog() throws IOException {
        try (Stream<Path> files = Files.walk(domain().resolve("logs/access"))) {
            StringBuilder text = new StringBuilder();
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                text.append(Files.readString(file));
            }
            return text.toString();
        }
    }
}
