package io.orra.authagent;

import io.orra.persistence.StoredTime;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** What the broker's page showed at a user's newest login that needs a person. */
public class LoginScreenshots {

    private static final int MOST_BYTES = 4 * 1024 * 1024;

    private final EntityManager em;

    public LoginScreenshots(EntityManager em) {
        this.em = em;
    }

    /** In place of an earlier one; a picture that is too large is left out. */
    public void put(UUID tenantId, UUID userId, String reason, byte[] png, Instant now) {
        if (png.length == 0 || png.length > MOST_BYTES) {
            return;
        }
        em.createNativeQuery("""
                        insert into login_screenshots (tenant_id, user_id, taken_at, reason, png)
                        values (:tenant, :user, :now, :reason, :png)
                        on conflict (tenant_id, user_id) do update
                        set taken_at = excluded.taken_at, reason = excluded.reason, png = excluded.png""")
                .setParameter("tenant", tenantId)
                .setParameter("user", userId)
                .setParameter("now", StoredTime.of(now))
                .setParameter("reason", reason)
                .setParameter("png", png)
                .executeUpdate();
    }

    /** The picture as PNG. */
    public Optional<byte[]> find(UUID tenantId, UUID userId) {
        return em.createNativeQuery(
                        "select png from login_screenshots where tenant_id = :tenant and user_id = :user", byte[].class)
                .setParameter("tenant", tenantId)
                .setParameter("user", userId)
                .getResultStream()
                .map(byte[].class::cast)
                .findFirst();
    }
}
