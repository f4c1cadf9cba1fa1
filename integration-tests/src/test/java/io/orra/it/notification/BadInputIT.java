package io.orra.it.notification;

import static io.orra.it.frame.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.orra.it.frame.Answer;
import io.orra.it.frame.Orra;
import jakarta.jms.JMSException;
import jakarta.jms.TextMessage;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Nonsense ends with a named reason, and the next good event goes through. */
class BadInputIT {

    private static final String SECRET = "planted-secret-in-an-event";

    private final Orra orra = Orra.running();
    private final Events events = new Events(orra);
    private final String id = Events.id();

    @BeforeEach
    void let_n8n_answer_as_it_should() {
        new N8nAnswers(orra).well();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "missing_tenant",
                "unknown_tenant",
                "missing_user",
                "not_json",
                "wrong_type",
                "too_large",
                "future_time",
                "invalid_time",
                "invalid_id"
            })
    void is_named_stands_among_the_dead_letters_and_blocks_nobody(String reason) throws Exception {
        orra.messages().send(Events.QUEUE, id, text(reason));
        String good = events.happen("filled");

        TextMessage dead = eventually().until(this::dead, Objects::nonNull);
        assertThat(dead.getStringProperty("orra_reason")).isEqualTo(reason);
        eventually().until(() -> events.told("email").contains(good));
        assertThat(events.told("email")).containsExactly(good);
        assertThat(logs()).noneMatch(line -> line.contains(SECRET));
    }

    @Test
    void a_status_that_nobody_knows_is_told_and_noted() {
        String odd = events.happen("half-filled");

        eventually().until(() -> "delivered".equals(events.state(odd)));
        assertThat(events.log("event_id=" + odd).get(0).getString("note")).isEqualTo("unknown_status");
        assertThat(events.calls("email").get(0).getJsonObject("body").getString("trade_status"))
                .isEqualTo("half-filled");
    }

    @Test
    void a_user_that_nobody_knows_is_told_as_the_tenant_says_and_noted() {
        String user = UUID.randomUUID().toString();
        orra.messages()
                .send(
                        Events.QUEUE,
                        null,
                        events.text(id, Events.status("filled").add("user_id", user)));

        eventually().until(() -> "delivered".equals(events.state(id)));
        JsonObject entry = events.log("event_id=" + id).get(0);
        assertThat(entry.getString("note")).isEqualTo("user_without_preferences");
        assertThat(entry.getString("user_id")).isEqualTo(user);
    }

    @ParameterizedTest
    @CsvSource({"telegram,a@example.org", "whatsapp,+12", "email,+911234567890", "email,a b@example.org"})
    void a_destination_that_is_not_of_its_channel_is_refused(String channel, String destination) {
        Answer refused = events.tenant
                .api()
                .send(
                        "PUT",
                        "/api/v1/account/notification-preferences",
                        "{\"channels\":[{\"channel\":\"" + channel + "\",\"destination\":\"" + destination + "\"}]}");

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.body()).contains("\"destination\"").doesNotContain(destination);
    }

    private String text(String reason) {
        JsonObjectBuilder fields = Events.status("filled").add("error", SECRET);
        return switch (reason) {
            case "missing_tenant" -> "{\"status\":\"filled\",\"error\":\"" + SECRET + "\"}";
            case "unknown_tenant" ->
                events.text(id, fields.add("tenant_id", UUID.randomUUID().toString()));
            case "missing_user" -> events.text(id, fields.add("user_id", "somebody"));
            case "not_json" -> "hello " + SECRET;
            case "wrong_type" ->
                events.text(id, fields.add("status", Json.createArrayBuilder().add("filled")));
            case "too_large" -> events.text(id, fields.add("blob", "x".repeat(1 << 20)));
            case "future_time" ->
                events.text(
                        id,
                        fields.add(
                                "occurred_at", Instant.now().plusSeconds(3600).toString()));
            case "invalid_time" -> events.text(id, fields.add("occurred_at", "yesterday"));
            case "invalid_id" -> events.text(id, fields.add("id", "x".repeat(256)));
            default -> throw new AssertionError(reason);
        };
    }

    private TextMessage dead() {
        return orra.messages().standingIn("DLQ").stream()
                .filter(message -> id.equals(property(message)))
                .findFirst()
                .orElse(null);
    }

    private static String property(TextMessage message) {
        try {
            return message.getStringProperty("orra_id");
        } catch (JMSException unreadable) {
            throw new AssertionError(unreadable);
        }
    }

    private Stream<String> logs() throws IOException {
        Path logs = orra.state().resolve("logs");
        try (Stream<Path> files = Files.walk(logs)) {
            return files.filter(Files::isRegularFile).flatMap(BadInputIT::lines).toList().stream();
        }
    }

    private static Stream<String> lines(Path file) {
        try {
            return Files.readAllLines(file, java.nio.charset.StandardCharsets.ISO_8859_1).stream();
        } catch (IOException unreadable) {
            throw new AssertionError(unreadable);
        }
    }
}
