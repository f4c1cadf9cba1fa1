package io.orra.billing;

import jakarta.persistence.EntityManager;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Reads in one statement all that a guard must know. */
public class EntitledTenants {

    private final EntityManager em;

    public EntitledTenants(EntityManager em) {
        this.em = em;
    }

    public Optional<EntitledTenant> find(UUID tenantId, LocalDate day) {
        List<Object[]> rows = em.createNativeQuery("""
                        select t.is_active, s.code, s.basic_settings, s.max_strategies, s.daily_trade_limit,
                               s.priority_execution, coalesce(d.used, 0)
                        from tenants t
                        join subscription_tiers s on s.code = t.subscription_tier
                        left join trade_days d on d.tenant_id = t.id and d.trading_day = ?2
                        where t.id = ?1""", Object[].class)
                .setParameter(1, tenantId)
                .setParameter(2, day)
                .getResultList();
        return rows.stream().findFirst().map(EntitledTenant::of);
    }
}
