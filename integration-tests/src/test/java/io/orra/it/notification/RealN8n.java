package io.orra.it.notification;

import static io.orra.it.frame.Eventually.eventually;

import io.orra.it.frame.Orra;
import io.orra.launcher.settings.Secret;
import io.orra.launcher.settings.Setting;
import java.io.File;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** n8n itself, with Orra's workflow in it, whose last nodes talk to listeners on loopback. */
final class RealN8n implements AutoCloseable {

    private static final Path WORKFLOWS = Path.of(System.getProperty("orra.home"), "server-config", "n8n");
    private static final String DATABASE = "n8n";
    /** Of version 1.1: n8n drops connections that offer to go over to another. */
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final Path program;
    private final Path folder;
    private final Map<String, String> environment;
    private final int port;
    private Process process;

    /** @param installed the folder in which npm put n8n */
    RealN8n(Orra orra, Path installed) throws IOException, SQLException {
        port = freePort();
        program = installed.resolve("node_modules/n8n/bin/n8n");
        folder = Files.createDirectories(orra.state().resolve("n8n"));
        URI database = URI.create(orra.settled().get(Setting.DATABASE_URL).substring("jdbc:".length()));
        String password = orra.settled().get(Secret.POSTGRES_PASSWORD);
        String server = "jdbc:postgresql://" + database.getHost() + ":" + database.getPort() + "/postgres";
        try (Connection connection = DriverManager.getConnection(server, "postgres", password)) {
            connection.createStatement().execute("drop database if exists " + DATABASE);
            connection.createStatement().execute("create database " + DATABASE);
        }
        environment = Map.ofEntries(
                Map.entry("DB_TYPE", "postgresdb"),
                Map.entry("DB_POSTGRESDB_HOST", database.getHost()),
                Map.entry("DB_POSTGRESDB_PORT", Integer.toString(database.getPort())),
                Map.entry("DB_POSTGRESDB_DATABASE", DATABASE),
                Map.entry("DB_POSTGRESDB_USER", "postgres"),
                Map.entry("DB_POSTGRESDB_PASSWORD", password),
                Map.entry("N8N_USER_FOLDER", folder.toString()),
                Map.entry("N8N_PORT", Integer.toString(port)),
                Map.entry("N8N_LISTEN_ADDRESS", "127.0.0.1"),
                Map.entry("N8N_ENCRYPTION_KEY", "of-this-test-only"),
                Map.entry("N8N_RUNNERS_BROKER_PORT", Integer.toString(freePort())),
                Map.entry("N8N_DIAGNOSTICS_ENABLED", "false"),
                Map.entry("N8N_VERSION_NOTIFICATIONS_ENABLED", "false"),
                Map.entry("N8N_PERSONALIZATION_ENABLED", "false"),
                Map.entry("N8N_TEMPLATES_ENABLED", "false"));
    }

    /** Imports credentials and workflow, with the addresses changed, and starts. */
    void start(Map<String, String> changes) throws IOException, InterruptedException {
        imported("import:credentials", "credentials.example.json", changes);
        imported("import:workflow", "orra-notifications.json", changes);
        run("publish:workflow", "--id=orraNotifications");
        process = begin("start");
        eventually().atMost(Duration.ofMinutes(4)).until(() -> answers(webhook()));
    }

    String webhook() {
        return "http://127.0.0.1:" + port + "/webhook/orra-notifications";
    }

    /** As Orra calls it. Returns the status. */
    int call(String header, String secret, String key, String body) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(webhook()))
                .header("Content-Type", "application/json")
                .header(header, secret)
                .header("Idempotency-Key", key)
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        return HTTP.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
    }

    private void imported(String command, String file, Map<String, String> changes)
            throws IOException, InterruptedException {
        String text = Files.readString(WORKFLOWS.resolve(file));
        for (Map.Entry<String, String> change : changes.entrySet()) {
            text = text.replace(change.getKey(), change.getValue());
        }
        run(command, "--input=" + Files.writeString(folder.resolve(file), text));
    }

    private void run(String... arguments) throws IOException, InterruptedException {
        Process command = begin(arguments);
        if (!command.waitFor(4, TimeUnit.MINUTES)) {
            command.destroyForcibly();
            throw new AssertionError("n8n " + arguments[0] + " does not end");
        }
        if (command.exitValue() != 0) {
            throw new AssertionError("n8n " + arguments[0] + " failed, see " + folder.resolve("n8n.log"));
        }
    }

    private Process begin(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of("node", program.toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
        builder.environment().putAll(environment);
        File log = folder.resolve("n8n.log").toFile();
        return builder.redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log))
                .start();
    }

    /** Without the secret header an active webhook says 403, one that is not there yet 404. */
    private static boolean answers(String webhook) throws InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(webhook))
                .POST(HttpRequest.BodyPublishers.noBody())
                .build();
        try {
            return HTTP.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 403;
        } catch (IOException notYet) {
            return false;
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    @Override
    public void close() {
        if (process != null) {
            process.descendants().forEach(ProcessHandle::destroy);
            process.destroy();
        }
    }
}
