package io.orra.it.operations;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.Yaml;

/** docker-compose.yml as far as it can be checked where there is no engine. */
class ComposeTest {

    private static final Path FILE = Program.HOME.resolve("docker-compose.yml");
    private static final Pattern SECRET_NAME = Pattern.compile(".*(PASSWORD|SECRET|_KEY|AUTH_VALUE|REDIS_URL|TOKEN)$");

    private static Map<String, Object> compose() {
        try {
            return new Yaml().load(Files.readString(FILE));
        } catch (IOException unreadable) {
            throw new AssertionError(unreadable);
        }
    }

    private static Map<String, Map<String, Object>> services() {
        return cast(compose().get("services"));
    }

    static Stream<String> names() {
        return services().keySet().stream();
    }

    @Test
    void itHasTheWholeOfOrra() {
        assertThat(services().keySet())
                .containsExactlyInAnyOrder(
                        "postgres",
                        "timescaledb",
                        "redis",
                        "artemis",
                        "artemis-backup",
                        "payara",
                        "payara-2",
                        "n8n",
                        "prometheus",
                        "grafana");
        assertThat(services().entrySet().stream()
                        .filter(service -> service.getValue().containsKey("profiles"))
                        .map(Map.Entry::getKey))
                .containsExactlyInAnyOrder("artemis-backup", "payara-2");
    }

    @ParameterizedTest
    @MethodSource("names")
    void everyServiceIsHeldShort(String name) {
        Map<String, Object> service = services().get(name);

        assertThat(service)
                .as(name)
                .containsKeys("healthcheck", "mem_limit", "cpus", "user", "image")
                .containsEntry("read_only", true)
                .containsEntry("cap_drop", List.of("ALL"))
                .containsEntry("security_opt", List.of("no-new-privileges:true"));
        assertThat(service.get("user").toString()).doesNotStartWith("0");
        assertThat(service.get("image").toString()).contains(":").doesNotEndWith(":latest");
        assertThat(ports(service)).allSatisfy(port -> assertThat(port).startsWith("127.0.0.1:"));
    }

    @ParameterizedTest
    @MethodSource("names")
    void everySecretComesFromAFileThatIsDeclared(String name) {
        Map<String, Object> service = services().get(name);
        Map<String, Object> environment =
                service.containsKey("environment") ? cast(service.get("environment")) : Map.of();
        List<Object> mounted = service.containsKey("secrets") ? cast(service.get("secrets")) : List.of();
        Map<String, Object> declared = cast(compose().get("secrets"));

        assertThat(environment.keySet())
                .noneMatch(setting -> SECRET_NAME.matcher(setting).matches());
        assertThat(declared.keySet())
                .containsAll(mounted.stream().map(Object::toString).toList());
        environment.forEach((setting, value) -> {
            Matcher file = Pattern.compile("/run/secrets/(\\w+)").matcher(String.valueOf(value));
            if (setting.endsWith("_FILE")) {
                assertThat(file.matches()).as(setting).isTrue();
                assertThat(mounted).as(setting).contains(file.group(1));
            }
        });
    }

    @Test
    void everySettingOfTheServerIsOneThatOrraKnows() throws IOException {
        String known = Files.readString(Program.HOME.resolve(".env.example"));
        Map<String, Object> environment = cast(services().get("payara").get("environment"));

        assertThat(environment.keySet().stream()
                        .map(setting -> setting.replaceAll("_FILE$", ""))
                        .filter(setting -> !setting.equals("DATA_GRID_MEMBERS")))
                .allSatisfy(setting -> assertThat(known).containsPattern("(?m)^#?" + setting + "="));
    }

    @Test
    void everyFileThatItMountsIsThere() {
        services().values().stream()
                .filter(service -> service.containsKey("volumes"))
                .flatMap(service -> ComposeTest.<List<String>>cast(service.get("volumes")).stream())
                .filter(volume -> volume.startsWith("./"))
                .forEach(volume ->
                        assertThat(Program.HOME.resolve(volume.split(":")[0])).exists());
    }

    /** It checks against the schema without an engine; Debian's is a program of its own. */
    @ParameterizedTest
    @ValueSource(strings = {"", "ha"})
    void composeItselfTakesItWithEachProfile(String profile) {
        Program.needs(Program.there("docker") ? "docker" : "docker-compose");
        List<String> command = new ArrayList<>(
                Program.there("docker-compose") ? List.of("docker-compose") : List.of("docker", "compose"));
        if (!profile.isEmpty()) {
            command.addAll(List.of("--profile", profile));
        }
        command.addAll(List.of("config", "--quiet"));

        Program config = Program.run(
                Map.of("CLERK_JWKS_URL", "https://clerk.example.com/jwks", "CLERK_ISSUER", "https://clerk.example.com"),
                command);

        assertThat(config.exitCode()).as(config.output()).isZero();
    }

    private static List<String> ports(Map<String, Object> service) {
        return service.containsKey("ports") ? cast(service.get("ports")) : List.of();
    }

    @SuppressWarnings("unchecked")
    private static <T> T cast(Object value) {
        return (T) value;
    }
}
