package io.orra.authagent;

import io.orra.persistence.StoredTime;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.UUID;

/** Login links that came back. */
public class UsedLoginLinks {

    private final EntityManager em;

    public UsedLoginLinks(EntityManager em) {
        this.em = em;
    }

    /** Takes a link for good; returns whether it was its first use. Forgets those that are too old to come back. */
    public boolean take(UUID nonce, Instant expiresAt, Instant now) {
        em.createNativeQuery("delete from used_login_links where expires_at < :now")
                .setParameter("now", StoredTime.of(now))
                .executeUpdate();
        return em.createNativeQuery(
                                "insert into used_login_links (nonce, expires_at) values (:nonce, :until) on conflict do nothing")
                        .setParameter("nonce", nonce)
                        .setParameter("until", StoredTime.of(expiresAt))
                        .executeUpdate()
                == 1;
    }
}
