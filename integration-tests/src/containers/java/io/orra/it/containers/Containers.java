package io.orra.it.containers;

import io.orra.it.frame.Orra;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.images.builder.Transferable;
import org.testcontainers.utility.DockerImageName;
import org.testcontainers.utility.MountableFile;

/**
 * PostgreSQL, TimescaleDB and Redis of docker-compose.yml as containers; Orra is told of them as an operator would tell it of
 * services of his own. Made ready by the files that docker-compose.yml mounts.
 */
final class Containers {

    private static final Path HOME = Path.of(System.getProperty("orra.home"));
    private static final String PASSWORD = UUID.randomUUID().toString();
    private static final int POSTGRESQL = 5432;
    private static final int REDIS = 6379;

    private final GenericContainer<?> postgres = database(
            "postgres:15.13-alpine",
            "postgres",
            "-c",
            "max_prepared_transactions=64",
            "-c",
            "max_connections=200");
    private final GenericContainer<?> timescale =
            database("timescale/timescaledb:2.19.3-pg15", "postgres", "-c", "shared_preload_libraries=timescaledb");
    private final GenericContainer<?> redis = new GenericContainer<>(DockerImageName.parse("redis:7.2.9-alpine"))
            .withCommand("redis-server", "--requirepass", PASSWORD)
            .withExposedPorts(REDIS)
            .waitingFor(Wait.forListeningPort());

    void start() {
        Stream.of(postgres, timescale, redis).parallel().forEach(GenericContainer::start);
        Map.of(
                        "DATABASE_URL", address(postgres, "orra_app"),
                        "DATABASE_PASSWORD", PASSWORD,
                        "DATABASE_AGENT_PASSWORD", PASSWORD,
                        "DATABASE_OWNER_PASSWORD", PASSWORD,
                        "POSTGRES_PASSWORD", PASSWORD,
                        "MARKET_DATABASE_URL", address(timescale, "orra_market"),
                        "MARKET_DATABASE_USER", "orra_agent",
                        "MARKET_DATABASE_PASSWORD", PASSWORD,
                        "REDIS_URL",
                                "redis://:" + PASSWORD + "@" + redis.getHost() + ":" + redis.getMappedPort(REDIS)
                                        + "/0")
                .forEach((name, value) -> System.setProperty(Orra.SETTING + name, value));
    }

    void stop() {
        Stream.of(postgres, timescale, redis).forEach(GenericContainer::stop);
    }

    private static GenericContainer<?> database(String image, String... command) {
        GenericContainer<?> container = new GenericContainer<>(DockerImageName.parse(image))
                .withCommand(command)
                .withEnv("POSTGRES_PASSWORD", PASSWORD)
                .withExposedPorts(POSTGRESQL)
                .withCopyFileToContainer(
                        MountableFile.forHostPath(HOME.resolve("server-config/postgresql/provision.sql")),
                        "/etc/orra/provision.sql")
                .withCopyFileToContainer(
                        MountableFile.forHostPath(HOME.resolve("server-config/compose/postgres-init.sh"), 0755),
                        "/docker-entrypoint-initdb.d/orra.sh")
                // Twice: the first server is the one that makes the databases.
                .waitingFor(Wait.forLogMessage(".*database system is ready to accept connections.*", 2)
                        .withStartupTimeout(Duration.ofMinutes(2)));
        for (String secret : new String[] {"database_owner_password", "database_password", "database_agent_password"}) {
            container.withCopyToContainer(Transferable.of(PASSWORD), "/run/secrets/" + secret);
        }
        return container;
    }

    private static String address(GenericContainer<?> container, String database) {
        return "jdbc:postgresql://" + container.getHost() + ":" + container.getMappedPort(POSTGRESQL) + "/" + database;
    }
}
