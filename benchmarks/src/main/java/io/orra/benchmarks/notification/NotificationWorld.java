package io.orra.benchmarks.notification;

import io.orra.launcher.Home;
import io.orra.launcher.Progress;
import io.orra.launcher.ServiceName;
import io.orra.launcher.Stack;
import io.orra.launcher.process.Http;
import io.orra.launcher.settings.Secret;
import io.orra.launcher.settings.Setting;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** An Orra of its own on free ports, whose email webhook is the sink; nothing is folded, nothing slowed down. */
final class NotificationWorld implements AutoCloseable {

    private static final String SERVER = "-XX:+UseParallelGC -Xmx1g";
    private static final String[] PORTS = {
        "API_PORT",
        "AUTH_AGENT_PORT",
        "TICKER_AGENT_PORT",
        "NOTIFICATION_AGENT_PORT",
        "ADMIN_PORT",
        "DATA_GRID_PORT",
        "ARTEMIS_PORT",
        "POSTGRES_PORT",
        "REDIS_PORT",
        "SIMULATORS_PORT"
    };

    private final Stack stack;
    private final List<String> tenants = new ArrayList<>();

    private NotificationWorld(Stack stack) {
        this.stack = stack;
    }

    static NotificationWorld started(Path state, WebhookSink sink) {
        Map<String, String> settings = new HashMap<>();
        for (String port : PORTS) {
            settings.put(port, "0");
        }
        settings.put(
                "ORRA_RUNTIME_DIR", Home.find().path().resolve(".orra/runtime").toString());
        settings.put("PAYARA_JVM_OPTIONS", System.getenv().getOrDefault("PAYARA_JVM_OPTIONS", SERVER));
        settings.put("N8N_EMAIL_WEBHOOK_URL", sink.url());
        settings.put("N8N_WEBHOOK_ALLOWED_HOSTS_CSV", "127.0.0.1");
        settings.put("NOTIFICATION_WEBHOOK_RATE", "0");
        settings.put("NOTIFICATION_WEBHOOK_PARALLELISM", "256");
        settings.put("NOTIFICATION_FOLD_SECONDS", "0");
        settings.put("NOTIFICATION_TENANT_BUDGET", "0");
        settings.put("RATE_LIMIT_ADDRESS_PER_MINUTE", "0");
        NotificationWorld world = new NotificationWorld(Stack.open(state, settings));
        // Also when it is stopped in the middle.
        Runtime.getRuntime().addShutdownHook(new Thread(world::close));
        world.stack.up(Progress.silent());
        return world;
    }

    List<String> tenants() {
        return tenants;
    }

    /** As many tenants as asked for. */
    void fill(int wanted) throws IOException {
        while (tenants.size() < wanted) {
            tenants.add(provisioned("org_notified_" + tenants.size()));
        }
    }

    Door queue() {
        return new QueueDoor(stack.settings());
    }

    Door stream() {
        return new StreamDoor(stack.settings());
    }

    /** With -9, and started again. */
    void kill(ServiceName part) {
        stack.service(part).kill();
        stack.service(part).start();
    }

    /** How many notifications of events with that prefix stand in which state. */
    Map<String, Integer> states(String prefix) throws SQLException {
        try (Connection connection = DriverManager.getConnection(
                        stack.settings().get(Setting.DATABASE_URL),
                        stack.settings().get(Setting.DATABASE_AGENT_USER),
                        stack.settings().get(Secret.DATABASE_AGENT_PASSWORD));
                PreparedStatement query = connection.prepareStatement(
                        "select state, count(*) from notifications where event_id like ? group by state")) {
            query.setString(1, prefix + "%");
            Map<String, Integer> states = new TreeMap<>();
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    states.put(rows.getString(1), rows.getInt(2));
                }
            }
            return states;
        }
    }

    private String provisioned(String organisation) throws IOException {
        String event = Json.createObjectBuilder()
                .add("url", stack.service(ServiceName.PAYARA).address() + "/api/v1/webhooks/clerk")
                .add("secret", stack.settings().get(Secret.CLERK_WEBHOOK_SECRET).split(",")[0])
                .add("type", "organization.created")
                .add("data", Json.createObjectBuilder().add("id", organisation).add("name", "Notified"))
                .build()
                .toString();
        Http.Answer told = Http.send("POST", stack.simulators().url() + "/clerk/webhooks", Map.of(), event);
        JsonObject answer = json(told.body());
        if (answer.getInt("status") != 200) {
            throw new IOException("a tenant could not be made: " + told.body());
        }
        return json(answer.getString("body")).getString("tenant_id");
    }

    private static JsonObject json(String text) {
        try (JsonReader reader = Json.createReader(new StringReader(text))) {
            return reader.readObject();
        }
    }

    @Override
    public void close() {
        stack.down(Progress.silent());
    }
}
