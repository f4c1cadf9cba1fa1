package io.orra.audit;

import java.util.UUID;

/** Something that a user of a tenant did. */
public final class SampleEvent {

    private SampleEvent() {}

    public static AuditEvent by(UUID tenant, String action) {
        return new AuditEvent(
                tenant,
                ActorKind.USER,
                "user_1",
                UUID.randomUUID(),
                action,
                null,
                AuditOutcome.DONE,
                null,
                "127.0.0.1",
                "correlation-1",
                "{\"colour\":\"blue\"}");
    }
}
