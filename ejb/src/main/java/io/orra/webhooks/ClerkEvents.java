package io.orra.webhooks;

import io.orra.problem.Refusal;
import io.orra.tenancy.TenantLifecycle;
import jakarta.annotation.PostConstruct;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonException;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.io.ByteArrayInputStream;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** What Clerk's events mean for tenants. The event and its effect are one transaction. */
@Stateless
public class ClerkEvents {

    private static final int MAX_NAME = 255;

    /**
     * What became of an event.
     *
     * @param updated whether it changed anything: false for one seen before and for types that mean nothing here
     */
    public record Receipt(String eventType, Optional<UUID> tenant, boolean updated) {}

    @PersistenceContext(unitName = "orra-agent")
    private EntityManager database;

    @Inject
    private TenantLifecycle tenants;

    @Inject
    private Clock clock;

    private WebhookEvents events;

    @PostConstruct
    void open() {
        events = new WebhookEvents(database);
    }

    /**
     * @param id the sender's id of the event, the same on every resend
     * @param body the raw body, its signature already proven
     * @throws Refusal 400 when the body is not an event
     */
    public Receipt receive(String id, byte[] body) {
        JsonObject event = parse(body);
        String type = text(event, "type").orElseThrow(ClerkEvents::malformed);
        Instant now = clock.instant();
        Optional<WebhookEvent> first = events.accept(WebhookProvider.CLERK, id, type, occurredAt(event, now), now);
        if (first.isEmpty()) {
            return new Receipt(type, Optional.empty(), false);
        }
        Optional<UUID> tenant = apply(type, event);
        tenant.ifPresentOrElse(first.get()::applyTo, first.get()::ignore);
        return new Receipt(type, tenant, tenant.isPresent());
    }

    private Optional<UUID> apply(String type, JsonObject event) {
        if (!type.startsWith("organization.")) {
            return Optional.empty();
        }
        if (!(event.get("data") instanceof JsonObject data)) {
            throw malformed();
        }
        String organisation = text(data, "id").orElseThrow(ClerkEvents::malformed);
        String name = text(data, "name").orElse(organisation);
        String shortName = name.substring(0, Math.min(name.length(), MAX_NAME));
        return switch (type) {
            case "organization.created" -> Optional.of(tenants.provision(organisation, shortName));
            case "organization.updated" -> tenants.rename(organisation, shortName);
            case "organization.deleted" -> tenants.remove(organisation);
            default -> Optional.empty();
        };
    }

    private static JsonObject parse(byte[] body) {
        try (JsonReader reader = Json.createReader(new ByteArrayInputStream(body))) {
            return reader.readObject();
        } catch (JsonException notAnObject) {
            throw malformed();
        }
    }

    private static Instant occurredAt(JsonObject event, Instant now) {
        return event.get("timestamp") instanceof JsonNumber millis ? Instant.ofEpochMilli(millis.longValue()) : now;
    }

    private static Optional<String> text(JsonObject object, String field) {
        return object.get(field) instanceof JsonString text && !text.getString().isBlank()
                ? Optional.of(text.getString())
                : Optional.empty();
    }

    private static Refusal malformed() {
        return Refusal.invalid("invalid-webhook-payload", "Invalid webhook payload");
    }
}
