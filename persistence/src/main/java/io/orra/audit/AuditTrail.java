package io.orra.audit;

import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import jakarta.persistence.Tuple;
import java.sql.PreparedStatement;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.hibernate.Session;

/** The trail: under the application's role the bound tenant's part of it. Nothing here changes or removes a row. */
public class AuditTrail {

    /** A SELECT at its end, so that it may be told of what another part of the same statement changed. */
    static final String INSERT = """
            insert into audit_entries (tenant_id, actor_kind, actor, user_id, action, target, outcome, reason,
                                       address, correlation_id, details)
            select ?::uuid, ?::text, ?::text, ?::uuid, ?::text, ?::text, ?::text, ?::text, ?::text, ?::text, ?::jsonb
            """;

    private final EntityManager em;

    public AuditTrail(EntityManager em) {
        this.em = em;
    }

    /**
     * What to read, newest first.
     *
     * @param tenantId null for all tenants and for what concerns none
     * @param action exactly; null for any
     * @param before entries older than this one; null from the newest on
     */
    public record Search(UUID tenantId, String action, String outcome, Position before, int size) {}

    /** Where a page ended: the time and the id of its last entry. */
    public record Position(Instant at, UUID id) {}

    /** One row; the chain is held until the transaction ends, so this comes last in it. */
    public void append(AuditEvent event) {
        em.flush();
        em.unwrap(Session.class).doWork(connection -> {
            try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
                Object[] values = values(event);
                for (int i = 0; i < values.length; i++) {
                    insert.setObject(i + 1, values[i]);
                }
                insert.executeUpdate();
            }
        });
    }

    /** What {@link #INSERT} takes, in its order. */
    static Object[] values(AuditEvent event) {
        return new Object[] {
            event.tenantId(),
            event.actorKind().word(),
            event.actor(),
            event.userId(),
            event.action(),
            event.target(),
            event.outcome().word(),
            event.reason(),
            event.address(),
            event.correlationId(),
            event.detailsJson()
        };
    }

    public List<AuditEntry> find(Search search) {
        Map<String, Object> parameters = new LinkedHashMap<>();
        StringBuilder where = new StringBuilder("where true");
        if (search.tenantId() != null) {
            where.append(" and tenant_id = :tenant");
            parameters.put("tenant", search.tenantId());
        }
        if (search.action() != null) {
            where.append(" and action = :action");
            parameters.put("action", search.action());
        }
        if (search.outcome() != null) {
            where.append(" and outcome = :outcome");
            parameters.put("outcome", search.outcome());
        }
        if (search.before() != null) {
            where.append(" and (at, id) < (:at, :id)");
            parameters.put("at", search.before().at());
            parameters.put("id", search.before().id());
        }
        Query query = em.createNativeQuery(
                "select id, seq, at, tenant_id, actor_kind, actor, user_id, action, target, outcome, reason, address,"
                        + " correlation_id, cast(details as text) as details, encode(hash, 'hex') as hash"
                        + " from audit_entries " + where + " order by at desc, id desc",
                Tuple.class);
        parameters.forEach(query::setParameter);
        List<?> rows = query.setMaxResults(search.size()).getResultList();
        return rows.stream().map(row -> entry((Tuple) row)).toList();
    }

    private static AuditEntry entry(Tuple row) {
        AuditEvent event = new AuditEvent(
                row.get("tenant_id", UUID.class),
                ActorKind.valueOf(upper(row, "actor_kind")),
                row.get("actor", String.class),
                row.get("user_id", UUID.class),
                row.get("action", String.class),
                row.get("target", String.class),
                AuditOutcome.valueOf(upper(row, "outcome")),
                row.get("reason", String.class),
                row.get("address", String.class),
                row.get("correlation_id", String.class),
                row.get("details", String.class));
        return new AuditEntry(
                row.get("id", UUID.class),
                row.get("seq", Number.class).longValue(),
                row.get("at", Instant.class),
                event,
                row.get("hash", String.class));
    }

    private static String upper(Tuple row, String column) {
        return row.get(column, String.class).toUpperCase(java.util.Locale.ROOT);
    }
}
