package io.orra.audit;

import java.util.UUID;

/**
 * What is written to the trail; place, time and hash come from the database.
 *
 * @param tenantId whom it concerns; null for what concerns no tenant
 * @param actor see {@link ActorKind}
 * @param userId the actor's id within Orra; null for all but users and operators
 * @param action {@code thing.verb} in lower case, such as {@code kite-credentials.link}
 * @param target what was acted on; may be null
 * @param reason a stable code that says why it was refused or failed; else null
 * @param address where the request came from; null without a request
 * @param detailsJson an object of at most 4 KiB, never with a secret in it
 */
public record AuditEvent(
        UUID tenantId,
        ActorKind actorKind,
        String actor,
        UUID userId,
        String action,
        String target,
        AuditOutcome outcome,
        String reason,
        String address,
        String correlationId,
        String detailsJson) {}
