package io.orra.metrics;

import jakarta.ejb.Stateless;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Small counts over tables that grow with the tenants and not with time. */
@Stateless
public class RowCounts {

    private static final String COUNTS = """
            select 'tenant' as kind, case when removed_at is not null then 'removed' when suspended_at is not null
                then 'suspended' when is_active then 'active' else 'inactive' end as state, count(*)
            from tenants group by 2
            union all
            select 'broker_session', 'live', count(*) from broker_sessions where ended_at is null and expires_at > now()
            union all
            select 'subscription', standing, count(*) from subscriptions group by standing
            union all
            select 'strategy', case when is_active then 'active' else 'inactive' end, count(*)
            from strategy_instances group by 2
            union all
            select 'sealed', key_id, count(*) from kite_credentials group by key_id""";

    @PersistenceContext(unitName = "orra-agent")
    private EntityManager database;

    @SuppressWarnings("unchecked")
    public Map<String, Map<String, Long>> byKindAndState() {
        Map<String, Map<String, Long>> counts = new TreeMap<>();
        for (Object[] row : (List<Object[]>) database.createNativeQuery(COUNTS).getResultList()) {
            counts.computeIfAbsent((String) row[0], kind -> new TreeMap<>())
                    .put((String) row[1], ((Number) row[2]).longValue());
        }
        return counts;
    }
}
