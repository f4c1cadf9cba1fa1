package io.orra.it.operations;

import static io.orra.it.frame.Eventually.during;
import static io.orra.it.frame.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.orra.it.frame.Orra;
import io.orra.it.frame.TestTenant;
import io.orra.launcher.Progress;
import io.orra.launcher.ServiceName;
import io.orra.launcher.Stack;
import io.orra.launcher.backup.Backup;
import io.orra.launcher.backup.Restore;
import io.orra.launcher.keys.KeyRotation;
import io.orra.launcher.keys.SealedData;
import io.orra.launcher.settings.KeptMasterKeys;
import io.orra.launcher.settings.MasterKey;
import io.orra.launcher.settings.Secret;
import io.orra.launcher.settings.Setting;
import jakarta.jms.JMSException;
import jakarta.jms.TextMessage;
import jakarta.json.Json;
import jakarta.json.JsonObjectBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeysAndBackupsIT {

    private static final String QUEUE = "execution_results";
    private static final String CREDENTIALS = "/api/v1/account/kite-credentials/status";

    private final Orra orra = Orra.running();
    private final List<String> told = new ArrayList<>();

    @TempDir
    private Path backups;

    @AfterEach
    void as_it_was() {
        webhook(200);
        orra.reopen();
        orra.stack().up(Progress.silent());
    }

    /** One scenario, as each step needs a start of the server, and the backup's is the one that shows the old key away. */
    @Test
    void a_new_key_takes_over_unnoticed_and_a_restore_brings_back_what_it_sealed_and_tells_nothing_twice()
            throws IOException, JMSException {
        TestTenant tenant = TestTenant.linked(orra);
        eventually().until(() -> orra.redis().get("kite:access_token:" + tenant.id()) != null);
        rotate(tenant);

        String delivered = tell(tenant);
        eventually().until(() -> receivedOf(tenant, delivered) == 1);
        webhook(500);
        String pending = tell(tenant);
        eventually().until(() -> receivedOf(tenant, pending) >= 1);

        Path backup = backups.resolve("drill");
        new Backup(orra.stack(), false, Progress.silent()).make(backup);
        assertThat(opens(tenant)).as("without the old key").isTrue();
        webhook(200);
        eventually().until(() -> outcomes(pending).contains("delivered"));
        long toldUntilNow = receivedOf(tenant, pending);
        TestTenant later = TestTenant.provisioned(orra);

        new Restore(orra.stack(), false, Progress.silent()).from(backup);
        orra.stack().up(Progress.silent());

        assertThat(outcomes(pending)).as("the moment of the backup").doesNotContain("delivered");
        assertThat(orra.database().rows("select 1 from tenants where id = ?", UUID.fromString(later.id())))
                .isEmpty();
        assertThat(opens(tenant)).isTrue();
        eventually().until(() -> orra.redis().get("kite:access_token:" + tenant.id()) != null);
        orra.messages().send(QUEUE, null, event(tenant, delivered));
        during(Duration.ofSeconds(4)).untilAsserted(() -> {
            assertThat(receivedOf(tenant, delivered)).isEqualTo(1);
            assertThat(receivedOf(tenant, pending)).isEqualTo(toldUntilNow);
        });
        eventually().until(() -> deadLetters().stream().anyMatch(text -> text.contains(pending)));
    }

    private void rotate(TestTenant tenant) throws IOException {
        String old = orra.settled().get(Secret.MASTER_ENCRYPTION_KEY);
        String version = tenant.api().get(CREDENTIALS).header("ETag");
        // As if an earlier call had been ended after its first step.
        new KeptMasterKeys(orra.stack().state()).putInFront(MasterKey.generate());

        String sealing = new KeyRotation(this::opened, Progress.silent(), told::add).run();
        orra.reopen();

        assertThat(told).anyMatch(line -> line.contains("going on"));
        assertThat(new SealedData(orra.settled()).need().rows()).containsOnlyKeys(sealing);
        assertThat(orra.settled().get(Secret.MASTER_ENCRYPTION_KEY))
                .isNotEqualTo(old)
                .doesNotContain(",");
        assertThat(Files.readString(orra.state().resolve("retired-keys.env"))).contains(old);
        assertThat(tenant.api().get(CREDENTIALS).header("ETag"))
                .as("to the user nothing has changed")
                .isEqualTo(version);
        assertThat(orra.database()
                        .rows("select 1 from audit_entries where action = 'master-key.reseal' and outcome = 'done'"))
                .isNotEmpty();
    }

    /** Where an operator decides. */
    private List<String> deadLetters() throws JMSException {
        List<String> held = new ArrayList<>();
        for (TextMessage message : orra.messages().standingIn("DLQ")) {
            held.add(message.getText());
        }
        return held;
    }

    private Stack opened() {
        return Stack.open(orra.state(), Orra.settings());
    }

    /** A login with what is stored: secret and key have to be the right ones. */
    private static boolean opens(TestTenant tenant) {
        return tenant.api()
                .post(
                        "/api/v1/account/kite/check-connection",
                        Json.createObjectBuilder()
                                .add("request_token", tenant.requestToken())
                                .build())
                .json()
                .getBoolean("success");
    }

    private String tell(TestTenant tenant) {
        String id = "drill-" + UUID.randomUUID();
        orra.messages().send(QUEUE, id, event(tenant, id));
        return id;
    }

    private static String event(TestTenant tenant, String id) {
        return Json.createObjectBuilder()
                .add("id", id)
                .add("tenant_id", tenant.id())
                .add("user_id", UUID.randomUUID().toString())
                .add("symbol", "INFY")
                .add("status", "filled")
                .build()
                .toString();
    }

    private long receivedOf(TestTenant tenant, String id) {
        return orra.simulated().received("email", tenant.id()).stream()
                .filter(notification -> notification.getString("id").equals(id))
                .count();
    }

    private List<Object> outcomes(String id) {
        return orra.database().rows("select outcome from notification_deliveries where event_id = ?", id).stream()
                .map((Map<String, Object> row) -> row.get("outcome"))
                .toList();
    }

    private void webhook(int status) {
        JsonObjectBuilder webhook = Json.createObjectBuilder()
                .add("registered", true)
                .add("auth_header", orra.settled().get(Setting.N8N_WEBHOOK_AUTH_HEADER))
                .add("auth_value", orra.settled().get(Secret.N8N_WEBHOOK_AUTH_VALUE))
                .add("status", status);
        if (orra.part(ServiceName.SIMULATORS).running()) {
            orra.simulated().put("/n8n/webhooks/email", webhook.build());
        }
    }
}
