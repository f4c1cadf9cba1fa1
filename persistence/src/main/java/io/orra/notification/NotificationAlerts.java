package io.orra.notification;

import io.orra.persistence.StoredTime;
import jakarta.persistence.EntityManager;
import java.time.Instant;

/** Of which kinds of trouble the operator has been told. */
public class NotificationAlerts {

    private final EntityManager em;

    public NotificationAlerts(EntityManager em) {
        this.em = em;
    }

    /** True for the first of its kind, on whichever instance, until the kind is over. */
    public boolean raise(String kind, Instant now) {
        return em.createNativeQuery("insert into notification_alerts (kind, raised_at) values (:kind, :now)"
                                + " on conflict (kind) do nothing")
                        .setParameter("kind", kind)
                        .setParameter("now", StoredTime.of(now))
                        .executeUpdate()
                == 1;
    }

    /** The next of the kind is a first one again. */
    public void over(String kind) {
        em.createNativeQuery("delete from notification_alerts where kind = :kind")
                .setParameter("kind", kind)
                .executeUpdate();
    }
}
