package io.orra.authagent;

import io.orra.persistence.StoredTime;
import io.orra.persistence.TenantOwned;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;

/** One attempt to log in at the broker, numbered within its day in Asia/Kolkata. */
@Entity
@Table(name = "login_attempts")
public class LoginAttempt extends TenantOwned {

    @Column(name = "user_id", nullable = false, updatable = false)
    private UUID userId;

    @Column(name = "business_date", nullable = false, updatable = false)
    private LocalDate businessDate;

    @Column(name = "attempt_no", nullable = false, updatable = false)
    private int attemptNo;

    @Column(name = "started_at", nullable = false, updatable = false)
    private Instant startedAt;

    @Column(name = "finished_at")
    private Instant finishedAt;

    @Convert(converter = LoginOutcome.AsWord.class)
    @Column(name = "outcome", nullable = false, length = 32)
    private LoginOutcome outcome;

    @Column(name = "reason", length = 64)
    private String reason;

    @Column(name = "credential_version", nullable = false, updatable = false)
    private long credentialVersion;

    @Column(name = "account", length = 64, updatable = false)
    private String account;

    @Column(name = "reported_at")
    private Instant reportedAt;

    @Column(name = "cleared_at")
    private Instant clearedAt;

    protected LoginAttempt() {
        // for JPA
    }

    LoginAttempt(AttemptRequest request, int attemptNo, Instant now) {
        super(UUID.randomUUID(), request.tenantId(), now);
        this.userId = request.userId();
        this.account = request.account();
        this.businessDate = request.businessDate();
        this.attemptNo = attemptNo;
        this.credentialVersion = request.credentialVersion();
        this.startedAt = StoredTime.of(now);
        this.outcome = LoginOutcome.STARTED;
    }

    void close(LoginOutcome how, String why, Instant now) {
        outcome = how;
        reason = why;
        finishedAt = StoredTime.of(now);
        touched(now);
    }

    /** The failure was told: within the transaction that sends the message. */
    public void report(Instant now) {
        reportedAt = StoredTime.of(now);
        touched(now);
    }

    void clear(Instant now) {
        clearedAt = StoredTime.of(now);
        touched(now);
    }

    boolean isCleared() {
        return clearedAt != null;
    }

    /** Of {@link LoginAccounts#key}; empty when the broker was not asked. */
    public Optional<String> account() {
        return Optional.ofNullable(account);
    }

    public UUID userId() {
        return userId;
    }

    public LocalDate businessDate() {
        return businessDate;
    }

    /** From 1, without gaps, within (tenant, user, day). */
    public int attemptNo() {
        return attemptNo;
    }

    public Instant startedAt() {
        return startedAt;
    }

    public Optional<Instant> finishedAt() {
        return Optional.ofNullable(finishedAt);
    }

    public LoginOutcome outcome() {
        return outcome;
    }

    public Optional<String> reason() {
        return Optional.ofNullable(reason);
    }

    public Optional<Instant> reportedAt() {
        return Optional.ofNullable(reportedAt);
    }

    public long credentialVersion() {
        return credentialVersion;
    }
}
