package io.orra.audit;

import io.orra.identity.Caller;
import io.orra.identity.Roles;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.ContextNotActiveException;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonBuilderFactory;
import jakarta.json.JsonObjectBuilder;
import java.util.Map;
import java.util.UUID;

/** What the trail is told: who, what, from where, by which request. */
@ApplicationScoped
public class AuditEvents {

    private static final int MAX_TARGET = 255;

    /** Kept: asking {@link Json} looks for the provider anew, in all archives. */
    private static final JsonBuilderFactory JSON = Json.createBuilderFactory(Map.of());

    @Inject
    private RequestOrigin origin;

    /** A user changed something of their tenant. */
    public AuditEvent by(Caller caller, String action, String target, Map<String, String> details) {
        return event(caller.tenantId(), user(caller), action, target, AuditOutcome.DONE, null, details);
    }

    /** Who did it, and as what. */
    public record Actor(ActorKind kind, String name, UUID userId) {}

    static Actor user(Caller caller) {
        ActorKind kind = caller.roles().contains(Roles.SUPER_ADMIN) ? ActorKind.OPERATOR : ActorKind.USER;
        return new Actor(kind, caller.subject(), caller.userId());
    }

    public AuditEvent event(
            UUID tenant,
            Actor actor,
            String action,
            String target,
            AuditOutcome outcome,
            String reason,
            Map<String, String> details) {
        JsonObjectBuilder json = JSON.createObjectBuilder();
        details.forEach((name, value) -> {
            if (value != null) {
                json.add(name, value);
            }
        });
        return new AuditEvent(
                tenant,
                actor.kind(),
                shortened(actor.name()),
                actor.userId(),
                action,
                shortened(target),
                outcome,
                reason,
                address(),
                correlationId(),
                json.build().toString());
    }

    private static String shortened(String text) {
        return text == null || text.length() <= MAX_TARGET ? text : text.substring(0, MAX_TARGET);
    }

    private String address() {
        try {
            return origin.address();
        } catch (ContextNotActiveException noRequest) {
            return null;
        }
    }

    private String correlationId() {
        try {
            return origin.correlationId();
        } catch (ContextNotActiveException noRequest) {
            return null;
        }
    }
}
