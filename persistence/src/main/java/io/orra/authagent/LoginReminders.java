package io.orra.authagent;

import jakarta.persistence.EntityManager;
import java.time.LocalDate;
import java.util.UUID;

/** Who was sent a login link, and on which day. */
public class LoginReminders {

    private final EntityManager em;

    public LoginReminders(EntityManager em) {
        this.em = em;
    }

    /** Marks a user; returns whether it was the day's first time, so that of two instances one sends. */
    public boolean mark(UUID tenantId, UUID userId, LocalDate day) {
        return em.createNativeQuery("""
                        update kite_credentials set reminded_on = :day
                        where tenant_id = :tenant and user_id = :user and (reminded_on is null or reminded_on < :day)""")
                        .setParameter("day", day)
                        .setParameter("tenant", tenantId)
                        .setParameter("user", userId)
                        .executeUpdate()
                == 1;
    }
}
