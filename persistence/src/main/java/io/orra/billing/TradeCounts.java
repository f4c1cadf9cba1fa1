package io.orra.billing;

import io.orra.persistence.StoredTime;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Counts the trades of a tenant's days, in the transaction of the trade. */
public class TradeCounts {

    private final EntityManager em;

    public TradeCounts(EntityManager em) {
        this.em = em;
    }

    public int used(UUID tenantId, LocalDate day) {
        List<Integer> used = em.createNativeQuery(
                        "select used from trade_days where tenant_id = ?1 and trading_day = ?2", Integer.class)
                .setParameter(1, tenantId)
                .setParameter(2, day)
                .getResultList();
        return used.isEmpty() ? 0 : used.get(0);
    }

    /**
     * What became of a trade.
     *
     * @param tenant as it was before
     * @param counted whether it was let through and counted
     */
    public record Answer(EntitledTenant tenant, boolean counted) {}

    /**
     * Counts one more where the tenant is active and its limit allows it, in one statement: of many at once exactly the
     * limit succeed. A count never falls within a day, so whoever sees it at the limit waits for nobody.
     *
     * @param basicLimit the limit of tiers with the basic settings
     * @return empty when there is no such tenant
     */
    public Optional<Answer> take(UUID tenantId, LocalDate day, int basicLimit, Instant now) {
        List<Object[]> rows = em.createNativeQuery("""
                        with entitled as materialized (
                            select t.id, t.is_active, s.code, s.basic_settings, s.max_strategies, s.daily_trade_limit,
                                   s.priority_execution, coalesce(d.used, 0) as used,
                                   case when s.basic_settings then cast(?3 as integer)
                                        else coalesce(s.daily_trade_limit, 2147483647) end as most
                            from tenants t
                            join subscription_tiers s on s.code = t.subscription_tier
                            left join trade_days d on d.tenant_id = t.id and d.trading_day = cast(?2 as date)
                            where t.id = ?1
                        ), counted as (
                            insert into trade_days as d (tenant_id, trading_day, used, updated_at)
                            select e.id, cast(?2 as date), 1, cast(?4 as timestamptz) from entitled e where e.is_active and e.used < e.most
                            on conflict (tenant_id, trading_day) do update
                            set used = d.used + 1, updated_at = excluded.updated_at
                            where d.used < (select e.most from entitled e)
                            returning d.used
                        )
                        select e.is_active, e.code, e.basic_settings, e.max_strategies, e.daily_trade_limit,
                               e.priority_execution, e.used, exists (select 1 from counted)
                        from entitled e""", Object[].class)
                .setParameter(1, tenantId)
                .setParameter(2, day)
                .setParameter(3, basicLimit)
                .setParameter(4, StoredTime.of(now))
                .getResultList();
        return rows.stream().findFirst().map(row -> new Answer(EntitledTenant.of(row), (Boolean) row[7]));
    }

    /**
     * Remembers a key, for as long as this transaction is not rolled back.
     *
     * @return false when the key was let through before
     */
    public boolean remember(UUID tenantId, String key, Instant now) {
        return em.createNativeQuery("""
                        insert into trade_passes (tenant_id, idempotency_key, granted_at) values (?1, ?2, ?3)
                        on conflict do nothing""")
                        .setParameter(1, tenantId)
                        .setParameter(2, key)
                        .setParameter(3, StoredTime.of(now))
                        .executeUpdate()
                == 1;
    }

    /** Forgets keys of before a time; returns how many. */
    public int forgetKeys(Instant before) {
        return em.createNativeQuery("delete from trade_passes where granted_at < ?1")
                .setParameter(1, StoredTime.of(before))
                .executeUpdate();
    }
}
