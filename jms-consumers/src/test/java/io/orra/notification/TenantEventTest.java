package io.orra.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TenantEventTest {

    private static final UUID TENANT = UUID.fromString("0f0e0d0c-0b0a-4908-8706-050403020100");
    private static final UUID USER = UUID.fromString("937269c1-0ee1-5e2d-b0d8-bfa1a21d4d37");
    private static final String IDS = "\"tenant_id\":\"" + TENANT + "\",\"user_id\":\"" + USER + "\"";

    @Test
    void takes_the_producers_id_before_the_messages() throws Exception {
        assertThat(TenantEvent.parse("q", "m-1", "{" + IDS + ",\"id\":\"e-1\"}").id())
                .isEqualTo("e-1");
        assertThat(TenantEvent.parse("q", "m-1", "{" + IDS + "}").id()).isEqualTo("m-1");
        assertThat(TenantEvent.parse("q", "m-1", "{" + IDS + ",\"id\":\" \"}").id())
                .isEqualTo("m-1");
    }

    @Test
    void reads_plain_fields_as_text_and_no_others() throws Exception {
        TenantEvent event = TenantEvent.parse(
                "q", "m-1", "{" + IDS + ",\"a\":\"x\",\"b\":1.50,\"c\":true,\"d\":null,\"e\":{},\"f\":[]}");

        assertThat(event.text("a")).contains("x");
        assertThat(event.text("b")).contains("1.50");
        assertThat(event.text("c")).contains("true");
        assertThat(event.text("d")).isEmpty();
        assertThat(event.text("e")).isEmpty();
        assertThat(event.text("f")).isEmpty();
        assertThat(event.tenantId()).isEqualTo(TENANT);
        assertThat(event.userId()).isEqualTo(USER);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "not_json|hello",
                "not_json|[1,2]",
                "not_json|\"text\"",
                "not_json|{\"a\":}",
                "invalid_id|{\"id\":\"\\ud800\"}",
                "missing_tenant|{}",
                "missing_tenant|{\"tenant_id\":7}",
                "missing_tenant|{\"tenant_id\":\"7\"}",
                "wrong_type|{\"tenant_id\":{}}",
                "wrong_type|{\"tenant_id\":\"0f0e0d0c-0b0a-4908-8706-050403020100\",\"status\":[1]}",
                "missing_user|{\"tenant_id\":\"0f0e0d0c-0b0a-4908-8706-050403020100\"}"
            })
    void says_what_is_wrong_with_a_malformed_event(String reason, String text) {
        assertThatThrownBy(() -> TenantEvent.parse("q", "m-1", text))
                .isInstanceOf(MalformedEventException.class)
                .hasMessage(reason);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-24T03:00:00Z, ",
        "2026-11-24T08:30:00+05:30, ",
        "2026-11-24T03:00:01Z, future_time",
        "2126-01-01T00:00:00Z, future_time",
        "2126-01-01T00:00:00, ",
        "yesterday, invalid_time"
    })
    void says_when_it_can_not_have_happened(String occurredAt, String reason) throws Exception {
        TenantEvent event = TenantEvent.parse("q", "m-1", "{" + IDS + ",\"occurred_at\":\"" + occurredAt + "\"}");

        Throwable thrown = catchThrowable(() -> event.happenedBefore(Instant.parse("2026-11-24T03:00:00Z")));

        assertThat(thrown == null ? null : thrown.getMessage()).isEqualTo(reason);
    }

    @Test
    void what_is_nested_too_deeply_is_malformed_and_harms_nobody() {
        assertThatThrownBy(() -> TenantEvent.parse("q", "m-1", "{\"a\":" + "[".repeat(30_000)))
                .hasMessage("not_json");
    }

    @Test
    void a_message_without_text_a_huge_one_and_one_without_any_id_are_malformed() {
        assertThatThrownBy(() -> TenantEvent.parse("q", "m-1", null)).hasMessage("not_json");
        assertThatThrownBy(() -> TenantEvent.parse("q", "m-1", " ".repeat(64 * 1024 + 1)))
                .hasMessage("too_large");
        assertThatThrownBy(() -> TenantEvent.parse("q", null, "{" + IDS + "}")).hasMessage("invalid_id");
        assertThatThrownBy(() -> TenantEvent.parse("q", null, "{" + IDS + ",\"id\":\"" + "x".repeat(256) + "\"}"))
                .hasMessage("invalid_id");
    }
}
