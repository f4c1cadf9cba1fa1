package io.orra.authagent;

import io.orra.credentials.KiteCredential;
import io.orra.credentials.SealedValue;
import java.time.Instant;
import java.util.UUID;

/** A live broker session with the API key it belongs to: together they open one ticker connection. */
public record LiveSession(
        UUID tenantId,
        UUID userId,
        String kiteUserId,
        SealedValue apiKey,
        SealedValue accessToken,
        Instant loginAt,
        Instant expiresAt) {

    static LiveSession of(KiteCredential credential, BrokerSession session) {
        return new LiveSession(
                credential.tenantId(),
                credential.userId(),
                session.kiteUserId(),
                credential.apiKey(),
                session.accessToken().orElseThrow(),
                session.loginAt(),
                session.expiresAt());
    }
}
