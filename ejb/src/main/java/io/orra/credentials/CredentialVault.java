package io.orra.credentials;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.UUID;

/** Seals and opens a row of credentials, each value bound to its tenant, user and field. */
@ApplicationScoped
public class CredentialVault {

    private static final String API_KEY = "api_key";
    private static final String API_SECRET = "api_secret";
    private static final String TOTP_SECRET = "totp_secret";
    private static final String BROKER_USER_ID = "broker_user_id";
    private static final String BROKER_PASSWORD = "broker_password";
    private static final String ACCESS_TOKEN = "access_token";

    @Inject
    private KeyRing keys;

    public SealedCredential seal(UUID tenant, UUID user, KiteLink link) {
        return new SealedCredential(
                seal(tenant, user, API_KEY, link.apiKey()),
                seal(tenant, user, API_SECRET, link.apiSecret()),
                seal(tenant, user, TOTP_SECRET, link.totpSecret()),
                seal(tenant, user, BROKER_USER_ID, link.brokerUserId()),
                seal(tenant, user, BROKER_PASSWORD, link.brokerPassword()));
    }

    /** @throws CannotOpenException when no master key opens the row */
    public KiteLink open(KiteCredential row) throws CannotOpenException {
        UUID tenant = row.tenantId();
        UUID user = row.userId();
        return new KiteLink(
                open(tenant, user, API_KEY, row.apiKey()),
                open(tenant, user, API_SECRET, row.apiSecret()),
                open(tenant, user, TOTP_SECRET, row.totpSecret()),
                open(tenant, user, BROKER_USER_ID, row.brokerUserId().orElse(null)),
                open(tenant, user, BROKER_PASSWORD, row.brokerPassword().orElse(null)),
                row.isAutoLogin());
    }

    /**
     * The same values under the key that seals now.
     *
     * @throws CannotOpenException when no master key opens the row
     */
    public SealedCredential reseal(KiteCredential row) throws CannotOpenException {
        return seal(row.tenantId(), row.userId(), open(row));
    }

    /** As {@link #reseal(KiteCredential)}, for a session. */
    public SealedValue reseal(SealedSession session) throws CannotOpenException {
        String token = openAccessToken(session.tenantId(), session.userId(), session.accessToken());
        return sealAccessToken(session.tenantId(), session.userId(), token);
    }

    /** Whether rows may wait for the key that seals now: there are other keys. */
    public boolean rotating() {
        return keys.sealer().keyCount() > 1;
    }

    public String sealingKeyId() {
        return keys.sealer().sealingKeyId();
    }

    public SealedValue sealAccessToken(UUID tenant, UUID user, String accessToken) {
        return seal(tenant, user, ACCESS_TOKEN, accessToken);
    }

    public String openAccessToken(UUID tenant, UUID user, SealedValue sealed) throws CannotOpenException {
        return open(tenant, user, ACCESS_TOKEN, sealed);
    }

    public String openApiKey(UUID tenant, UUID user, SealedValue sealed) throws CannotOpenException {
        return open(tenant, user, API_KEY, sealed);
    }

    private SealedValue seal(UUID tenant, UUID user, String field, String value) {
        return value == null ? null : keys.sealer().seal(new SealContext(tenant, user, field), value);
    }

    private String open(UUID tenant, UUID user, String field, SealedValue sealed) throws CannotOpenException {
        return sealed == null ? null : keys.sealer().open(new SealContext(tenant, user, field), sealed);
    }
}
