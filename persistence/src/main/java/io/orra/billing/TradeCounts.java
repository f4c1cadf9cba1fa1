package io.orra.billing;

import io.orra.persistence.StoredTime;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.OptionalInt;
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
     * Counts one more where the limit allows it, in one statement: of many at once exactly the limit succeed. A count
     * never falls within a day, so whoever has seen it at the limit need not ask.
     *
     * @return whether it was counted
     */
    public boolean count(UUID tenantId, LocalDate day, OptionalInt limit, Instant now) {
        if (limit.isPresent() && limit.getAsInt() == 0) {
            return false;
        }
        return em.createNativeQuery("""
                        insert into trade_days as d (tenant_id, trading_day, used, updated_at)
                        values (?1, ?2, 1, ?3)
                        on conflict (tenant_id, trading_day) do update
                        set used = d.used + 1, updated_at = excluded.updated_at
                        where d.used < ?4""")
                        .setParameter(1, tenantId)
                        .setParameter(2, day)
                        .setParameter(3, StoredTime.of(now))
                        .setParameter(4, limit.orElse(Integer.MAX_VALUE))
                        .executeUpdate()
                == 1;
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
