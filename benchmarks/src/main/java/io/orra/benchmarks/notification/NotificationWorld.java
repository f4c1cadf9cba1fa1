package io.orra.benchmarks.notification;

import io.orra.benchmarks.OwnOrra;
import io.orra.benchmarks.tenants.TenantMaker;
import io.orra.launcher.Progress;
import io.orra.launcher.ServiceName;
import io.orra.launcher.Stack;
import io.orra.launcher.settings.Secret;
import io.orra.launcher.settings.Setting;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** An Orra of its own on free ports, whose email webhook is the sink; nothing is folded, nothing slowed down. */
final class NotificationWorld implements AutoCloseable {

    private static final String SERVER = "-XX:+UseParallelGC -Xmx1g";
    private final Stack stack;
    private final List<String> tenants = new ArrayList<>();

    private NotificationWorld(Stack stack) {
        this.stack = stack;
    }

    static NotificationWorld started(Path state, WebhookSink sink) {
        Map<String, String> settings = OwnOrra.settings(Map.of(
                "PAYARA_JVM_OPTIONS", System.getenv().getOrDefault("PAYARA_JVM_OPTIONS", SERVER),
                "N8N_EMAIL_WEBHOOK_URL", sink.url(),
                "N8N_WEBHOOK_ALLOWED_HOSTS_CSV", "127.0.0.1",
                "NOTIFICATION_WEBHOOK_RATE", "0",
                "NOTIFICATION_WEBHOOK_PARALLELISM", "256",
                "NOTIFICATION_FOLD_SECONDS", "0",
                "NOTIFICATION_TENANT_BUDGET", "0"));
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
        TenantMaker maker = new TenantMaker(stack);
        while (tenants.size() < wanted) {
            tenants.add(maker.provisioned("org_notified_" + tenants.size()));
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

    @Override
    public void close() {
        stack.down(Progress.silent());
    }
}
