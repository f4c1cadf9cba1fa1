package io.orra.credentials;

import java.util.UUID;

/** A broker session's token as it is stored, with what its seal is bound to. */
public record SealedSession(UUID id, UUID tenantId, UUID userId, SealedValue accessToken) {}
