package io.orra.authagent;

import io.orra.credentials.SealedValue;
import java.time.Instant;
import java.util.UUID;

/**
 * A session that the broker has just given.
 *
 * @param kiteUserId the broker's id of the account
 * @param expiresAt when the broker flushes it at the latest
 */
public record OpenedSession(
        UUID tenantId, UUID userId, String kiteUserId, SealedValue accessToken, Instant loginAt, Instant expiresAt) {}
