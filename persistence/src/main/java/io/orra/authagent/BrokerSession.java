package io.orra.authagent;

import io.orra.credentials.SealedValue;
import io.orra.persistence.StoredTime;
import io.orra.persistence.TenantOwned;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** The newest session of a tenant's user at the broker. Once ended it keeps no token. */
@Entity
@Table(name = "broker_sessions")
public class BrokerSession extends TenantOwned {

    @Column(name = "user_id", nullable = false, updatable = false)
    private UUID userId;

    @Column(name = "kite_user_id", nullable = false, length = 64)
    private String kiteUserId;

    @Column(name = "access_token_encrypted")
    private String accessToken;

    @Column(name = "key_id", nullable = false, length = 64)
    private String keyId;

    @Column(name = "login_at", nullable = false)
    private Instant loginAt;

    @Column(name = "expires_at", nullable = false)
    private Instant expiresAt;

    @Column(name = "ended_at")
    private Instant endedAt;

    @Column(name = "end_reason", length = 64)
    private String endReason;

    @Version
    @Column(name = "version", nullable = false)
    private long version;

    protected BrokerSession() {
        // for JPA
    }

    /** Ends at once for good and forgets the token; a session that has ended keeps its first reason. */
    public void end(String reason, Instant now) {
        if (endedAt != null) {
            return;
        }
        endedAt = StoredTime.of(now);
        endReason = reason;
        accessToken = null;
        touched(now);
    }

    public boolean isLive(Instant now) {
        return endedAt == null && now.isBefore(expiresAt);
    }

    public UUID userId() {
        return userId;
    }

    public String kiteUserId() {
        return kiteUserId;
    }

    /** Empty once the session has ended. */
    public Optional<SealedValue> accessToken() {
        return Optional.ofNullable(accessToken).map(text -> new SealedValue(keyId, text));
    }

    public Instant loginAt() {
        return loginAt;
    }

    public Instant expiresAt() {
        return expiresAt;
    }

    public Optional<Instant> endedAt() {
        return Optional.ofNullable(endedAt);
    }

    public Optional<String> endReason() {
        return Optional.ofNullable(endReason);
    }
}
