package io.orra.notification;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PayloadTest {

    private static final String TRACEPARENT = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

    @Test
    void aTracedNotificationTellsItsSpanAfterItWasStored() throws MalformedEventException {
        String stored = notification().traced(TRACEPARENT).body().toString();

        assertThat(Payload.traceparent(stored)).isEqualTo(TRACEPARENT);
        assertThat(Payload.of(stored, NotificationChannel.EMAIL, "a@example.com"))
                .isEqualTo(Payload.of(notification().body().toString(), NotificationChannel.EMAIL, "a@example.com"))
                .startsWith("{\"channel\":\"email\",\"destination\":\"a@example.com\",");
    }

    @Test
    void oneThatIsNotTracedStaysAsItIs() throws MalformedEventException {
        Notification plain = notification();

        assertThat(plain.traced(null)).isSameAs(plain);
        assertThat(Payload.traceparent(plain.body().toString())).isNull();
    }

    /** What a producer wrote into its event is no span of ours. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"id\":\"1\",\"traceparent\":\"00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01\"}",
                "{\"traceparent\":\"00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01\\r\\nX: y\"}",
                "{\"traceparent\":\"\"}"
            })
    void whatDoesNotStandFirstOrHasAnotherFormIsNone(String body) {
        assertThat(Payload.traceparent(body)).isNull();
    }

    private static Notification notification() throws MalformedEventException {
        String event = Json.createObjectBuilder()
                .add("id", "event-1")
                .add("tenant_id", "7d9f2a50-0000-4000-8000-000000000001")
                .add("user_id", "7d9f2a50-0000-4000-8000-000000000002")
                .add("status", "filled")
                .build()
                .toString();
        return Notification.of(
                TenantEvent.parse("execution_results", "event-1", event), Instant.parse("2026-11-24T04:00:00Z"));
    }
}
