package io.orra.webhooks;

import io.orra.audit.Audit;
import io.orra.problem.Refusal;
import io.orra.tenancy.Tenant;
import io.orra.tenancy.TenantLifecycle;
import io.orra.tenancy.Tenants;
import jakarta.annotation.PostConstruct;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonException;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.io.ByteArrayInputStream;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
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
    private Audit audit;

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
        Optional<UUID> tenant = apply(id, type, event);
        tenant.ifPresentOrElse(first.get()::applyTo, first.get()::ignore);
        return new Receipt(type, tenant, tenant.isPresent());
    }

    private Optional<UUID> apply(String id, String type, JsonObject event) {
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
            case "organization.created" ->
                noted(id, "tenant.provision", Optional.of(tenants.provision(organisation, shortName)), shortName);
            case "organization.updated" -> update(id, organisation, shortName, data);
            case "organization.deleted" -> remove(id, organisation);
            default -> Optional.empty();
        };
    }

    /** The name, and whether the tenant is suspended: {@code public_metadata.orra_suspended}, true or false. */
    private Optional<UUID> update(String id, String organisation, String name, JsonObject data) {
        Optional<UUID> renamed = noted(id, "tenant.rename", tenants.rename(organisation, name), name);
        Optional<Tenant> tenant = renamed.flatMap(new Tenants(database)::find);
        JsonValue suspended = data.get("public_metadata") instanceof JsonObject metadata
                ? metadata.getOrDefault("orra_suspended", JsonValue.NULL)
                : JsonValue.NULL;
        tenant.ifPresent(found -> {
            if (suspended == JsonValue.TRUE && !found.isSuspended()) {
                tenants.suspend(found);
                noted(id, "tenant.suspend", renamed, null);
            } else if (suspended == JsonValue.FALSE && found.isSuspended()) {
                tenants.resume(found);
                noted(id, "tenant.resume", renamed, null);
            }
        });
        return renamed;
    }

    private Optional<UUID> remove(String id, String organisation) {
        Optional<Tenant> tenant = new Tenants(database).findByClerkOrgId(organisation);
        tenant.ifPresent(tenants::remove);
        return noted(id, "tenant.remove", tenant.map(Tenant::id), null);
    }

    private Optional<UUID> noted(String eventId, String action, Optional<UUID> tenant, String name) {
        Map<String, String> details = name == null ? Map.of() : Map.of("name", name);
        tenant.ifPresent(known -> audit.byWebhook(known, "clerk", action, eventId, details));
        return tenant;
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
