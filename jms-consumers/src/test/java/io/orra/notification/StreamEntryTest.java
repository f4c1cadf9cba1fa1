package io.orra.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orra.messaging.MessageSender.Outgoing;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class StreamEntryTest {

    private static final String TENANT = UUID.randomUUID().toString();

    private final Map<String, String> fields = new HashMap<>(
            Map.of("tenant_id", TENANT, "user_id", UUID.randomUUID().toString(), "status", "filled"));

    @Test
    void becomes_a_message_that_stream_and_entry_name_and_the_tenant_orders() throws Exception {
        Outgoing message = entry().message("execution_results");

        assertThat(message.duplicateId()).isEqualTo("workers:1700-0");
        assertThat(message.group()).isEqualTo(TENANT);
        assertThat(TenantEvent.parse("execution_results", message.duplicateId(), message.text())
                        .id())
                .isEqualTo("workers:1700-0");
        assertThat(message).hasToString("Outgoing[execution_results workers:1700-0]");
    }

    @Test
    void an_id_that_the_worker_gave_is_the_events() throws Exception {
        fields.put("id", "order-7");

        assertThat(TenantEvent.parse("q", "m", entry().message("q").text()).id())
                .isEqualTo("order-7");
    }

    @Test
    void what_can_not_be_used_is_named_and_kept_with_the_originals_fields() {
        fields.put("user_id", "nobody");

        assertThatThrownBy(() -> entry().message("q")).hasMessage("missing_user");
        assertThat(entry().failure("missing_user", Instant.EPOCH))
                .containsEntry("source_stream", "workers")
                .containsEntry("message_id", "1700-0")
                .containsEntry("error", "missing_user")
                .containsEntry("failed_at", "1970-01-01T00:00:00Z")
                .hasEntrySatisfying("payload", payload -> assertThat(payload).contains("\"user_id\":\"nobody\""))
                .hasSize(5);
    }

    @Test
    void a_huge_one_is_refused_and_not_copied() {
        fields.put("error", "x".repeat(1 << 20));

        assertThatThrownBy(() -> entry().message("q")).hasMessage("too_large");
        assertThat(entry().failure("too_large", Instant.EPOCH)).containsEntry("payload", "{}");
    }

    private StreamEntry entry() {
        return new StreamEntry("workers", "1700-0", fields);
    }
}
