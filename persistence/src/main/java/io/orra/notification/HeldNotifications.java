package io.orra.notification;

import io.orra.persistence.StoredTime;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Tuple;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

/** What is kept back for a digest or for the end of quiet hours, and what was told lately. */
public class HeldNotifications {

    private final EntityManager em;

    public HeldNotifications(EntityManager em) {
        this.em = em;
    }

    /** What repeats each other: of one tenant's user. */
    public record Kind(UUID tenantId, UUID userId, String foldKey) {}

    /**
     * What was told within the window.
     *
     * @param lastTold for each kind
     * @param told how many for each tenant
     */
    public record Lately(Map<Kind, Instant> lastTold, Map<UUID, Integer> told) {}

    /** One that was held and is due. */
    public record Due(
            UUID id,
            Kind kind,
            String sourceQueue,
            String eventId,
            String eventType,
            String severity,
            String message,
            NotificationChannel channel,
            WebhookLine webhook,
            String lane,
            String destination,
            String destinationMasked,
            Instant createdAt) {

        @Override
        public String toString() {
            return "Due[" + id + "]";
        }
    }

    public Lately lately(Collection<UUID> tenants, Instant since) {
        List<?> rows = em.createNativeQuery("""
                        select tenant_id, user_id, fold_key, max(created_at) as last_told, count(*) as told
                        from notifications
                        where tenant_id in (:tenants) and created_at > :since and state not in ('held', 'folded')
                        group by tenant_id, user_id, fold_key""", Tuple.class)
                .setParameter("tenants", tenants)
                .setParameter("since", StoredTime.of(since))
                .getResultList();
        Map<Kind, Instant> lastTold = new HashMap<>();
        Map<UUID, Integer> told = new HashMap<>();
        for (Object one : rows) {
            Tuple row = (Tuple) one;
            UUID tenant = row.get("tenant_id", UUID.class);
            lastTold.put(
                    new Kind(tenant, row.get("user_id", UUID.class), row.get("fold_key", String.class)),
                    row.get("last_told", Instant.class));
            told.merge(tenant, row.get("told", Number.class).intValue(), Integer::sum);
        }
        return new Lately(lastTold, told);
    }

    /** All that is held of the kinds of which something is due: one instance gets it, others pass it by. */
    public List<Due> due(Instant now, int most) {
        List<?> rows = em.createNativeQuery("""
                        select id, tenant_id, user_id, fold_key, source_queue, event_id, event_type, severity, message,
                               channel, webhook, lane, destination, destination_masked, created_at
                        from notifications where state = 'held' and due_at <= :now
                        order by place limit :most for update skip locked""", Tuple.class)
                .setParameter("now", StoredTime.of(now))
                .setParameter("most", most)
                .getResultList();
        List<Due> due = new ArrayList<>();
        for (Object row : rows) {
            due.add(due((Tuple) row));
        }
        return due;
    }

    /** Each goes its own way. */
    public void release(List<Due> single, Instant now) {
        Set<String> lanes = new TreeSet<>();
        single.forEach(one -> lanes.add(one.lane()));
        new Outbox(em).release(single.stream().map(Due::id).toList(), lanes, now);
    }

    /** They are told by the digest; their own bodies go. */
    public void fold(List<Due> folded, UUID digest, Instant now) {
        em.createNativeQuery("""
                        update notifications
                        set state = 'folded', folded_into = :digest, body = null, destination = null, updated_at = :now,
                            finished_at = :now
                        where id in (:ids) and state = 'held'""")
                .setParameter("digest", digest)
                .setParameter("now", StoredTime.of(now))
                .setParameter("ids", folded.stream().map(Due::id).toList())
                .executeUpdate();
    }

    private static Due due(Tuple row) {
        return new Due(
                row.get("id", UUID.class),
                new Kind(
                        row.get("tenant_id", UUID.class),
                        row.get("user_id", UUID.class),
                        row.get("fold_key", String.class)),
                row.get("source_queue", String.class),
                row.get("event_id", String.class),
                row.get("event_type", String.class),
                row.get("severity", String.class),
                row.get("message", String.class),
                NotificationChannel.valueOf(row.get("channel", String.class).toUpperCase(Locale.ROOT)),
                WebhookLine.valueOf(row.get("webhook", String.class).toUpperCase(Locale.ROOT)),
                row.get("lane", String.class),
                row.get("destination", String.class),
                row.get("destination_masked", String.class),
                row.get("created_at", Instant.class));
    }
}
