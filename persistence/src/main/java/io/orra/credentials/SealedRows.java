package io.orra.credentials;

import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.util.List;
import java.util.UUID;

/**
 * Rows that wait for another master key, for the agents' role. A page holds its rows until the end of the transaction
 * and leaves out those that somebody else holds, so that several instances can reseal at once.
 */
public class SealedRows {

    /** Where the first page begins. */
    public static final UUID START = new UUID(0, 0);

    private static final String LOCK_TIMEOUT = "jakarta.persistence.lock.timeout";
    /** Hibernate's sign for {@code skip locked}. */
    private static final int SKIP_LOCKED = -2;

    private final EntityManager em;

    public SealedRows(EntityManager em) {
        this.em = em;
    }

    /** Credentials that another key than this one sealed, in the order of their ids. */
    public List<KiteCredential> credentialsNotUnder(String keyId, UUID after, int max) {
        return em.createQuery(
                        "select c from KiteCredential c where c.keyId <> :key and c.id > :after order by c.id",
                        KiteCredential.class)
                .setParameter("key", keyId)
                .setParameter("after", after)
                .setMaxResults(max)
                .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                .setHint(LOCK_TIMEOUT, SKIP_LOCKED)
                .getResultList();
    }

    /** Sessions with a token that another key than this one sealed, in the order of their ids. */
    @SuppressWarnings("unchecked")
    public List<SealedSession> sessionsNotUnder(String keyId, UUID after, int max) {
        List<Object[]> rows = em.createNativeQuery("""
                        select id, tenant_id, user_id, key_id, access_token_encrypted from broker_sessions
                        where access_token_encrypted is not null and key_id <> :key and id > :after
                        order by id limit :max for update skip locked""")
                .setParameter("key", keyId)
                .setParameter("after", after)
                .setParameter("max", max)
                .getResultList();
        return rows.stream()
                .map(row -> new SealedSession(
                        (UUID) row[0], (UUID) row[1], (UUID) row[2], new SealedValue((String) row[3], (String) row[4])))
                .toList();
    }

    /** Puts the same values under another key; to the user nothing has changed, so the row's version stays. */
    public void replace(UUID id, SealedCredential sealed) {
        em.createQuery("""
                        update KiteCredential c set c.apiKey = :apiKey, c.apiSecret = :apiSecret,
                        c.totpSecret = :totpSecret, c.brokerUserId = :brokerUserId,
                        c.brokerPassword = :brokerPassword, c.keyId = :key where c.id = :id""")
                .setParameter("apiKey", sealed.apiKey().text())
                .setParameter("apiSecret", sealed.apiSecret().text())
                .setParameter("totpSecret", sealed.totpSecret().text())
                .setParameter("brokerUserId", textOf(sealed.brokerUserId()))
                .setParameter("brokerPassword", textOf(sealed.brokerPassword()))
                .setParameter("key", sealed.keyId())
                .setParameter("id", id)
                .executeUpdate();
    }

    /** As {@link #replace(UUID, SealedCredential)}, for a session. */
    public void replace(UUID id, SealedValue accessToken) {
        em.createNativeQuery("update broker_sessions set access_token_encrypted = :token, key_id = :key where id = :id")
                .setParameter("token", accessToken.text())
                .setParameter("key", accessToken.keyId())
                .setParameter("id", id)
                .executeUpdate();
    }

    private static String textOf(SealedValue value) {
        return value == null ? null : value.text();
    }
}
