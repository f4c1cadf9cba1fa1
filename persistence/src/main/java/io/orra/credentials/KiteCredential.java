package io.orra.credentials;

import io.orra.persistence.TenantOwned;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** What a tenant's user linked to reach Kite, sealed. */
@Entity
@Table(name = "kite_credentials")
public class KiteCredential extends TenantOwned {

    @Column(name = "user_id", nullable = false, updatable = false)
    private UUID userId;

    @Column(name = "api_key_encrypted", nullable = false)
    private String apiKey;

    @Column(name = "api_secret_encrypted", nullable = false)
    private String apiSecret;

    @Column(name = "totp_secret_encrypted", nullable = false)
    private String totpSecret;

    @Column(name = "broker_user_id_encrypted")
    private String brokerUserId;

    @Column(name = "broker_password_encrypted")
    private String brokerPassword;

    @Column(name = "auto_login", nullable = false)
    private boolean autoLogin;

    @Column(name = "key_id", nullable = false, length = 64)
    private String keyId;

    @Column(name = "credential_version", nullable = false)
    private long credentialVersion;

    @Version
    @Column(name = "version", nullable = false)
    private long version;

    protected KiteCredential() {
        // for JPA
    }

    /** @param autoLogin whether the user consents to Orra logging in for them */
    public KiteCredential(UUID tenantId, UUID userId, SealedCredential sealed, boolean autoLogin, Instant now) {
        super(UUID.randomUUID(), tenantId, now);
        this.userId = userId;
        this.autoLogin = autoLogin;
        this.credentialVersion = 1;
        keep(sealed);
    }

    /** Takes over new values from the user, and counts that: a pause after failed logins ends with it. */
    public void replace(SealedCredential sealed, boolean consentToAutoLogin, Instant now) {
        keep(sealed);
        autoLogin = consentToAutoLogin;
        credentialVersion++;
        touched(now);
    }

    private void keep(SealedCredential sealed) {
        keyId = sealed.keyId();
        apiKey = sealed.apiKey().text();
        apiSecret = sealed.apiSecret().text();
        totpSecret = sealed.totpSecret().text();
        brokerUserId = textOf(sealed.brokerUserId());
        brokerPassword = textOf(sealed.brokerPassword());
    }

    private static String textOf(SealedValue value) {
        return value == null ? null : value.text();
    }

    public UUID userId() {
        return userId;
    }

    public SealedValue apiKey() {
        return new SealedValue(keyId, apiKey);
    }

    public SealedValue apiSecret() {
        return new SealedValue(keyId, apiSecret);
    }

    public SealedValue totpSecret() {
        return new SealedValue(keyId, totpSecret);
    }

    public Optional<SealedValue> brokerUserId() {
        return Optional.ofNullable(brokerUserId).map(text -> new SealedValue(keyId, text));
    }

    public Optional<SealedValue> brokerPassword() {
        return Optional.ofNullable(brokerPassword).map(text -> new SealedValue(keyId, text));
    }

    public boolean isAutoLogin() {
        return autoLogin;
    }

    /** Grows with each change of the row. */
    public long version() {
        return version;
    }

    /** Grows with each change of the values by the user, from 1. */
    public long credentialVersion() {
        return credentialVersion;
    }
}
