package io.orra.marketdata;

import io.orra.persistence.StoredTime;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Tuple;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The lists of tenants that chose for themselves. */
public class InstrumentLists {

    private static final String COLUMNS = "select tenant_id, version, cast(instruments as text) as instruments";

    private final EntityManager em;

    public InstrumentLists(EntityManager em) {
        this.em = em;
    }

    public Optional<InstrumentList> find(UUID tenantId) {
        return of(List.of(tenantId)).stream().findFirst();
    }

    public List<InstrumentList> of(Collection<UUID> tenants) {
        List<?> rows = em.createNativeQuery(
                        COLUMNS + " from instrument_lists where tenant_id in (:tenants)", Tuple.class)
                .setParameter("tenants", tenants)
                .getResultList();
        return rows.stream().map(row -> list((Tuple) row)).toList();
    }

    /** The version of each list, without the lists: enough to see which ones changed. */
    public Map<UUID, Long> versions() {
        List<?> rows = em.createNativeQuery("select tenant_id, version from instrument_lists", Tuple.class)
                .getResultList();
        Map<UUID, Long> versions = new LinkedHashMap<>();
        rows.forEach(row -> versions.put(
                ((Tuple) row).get("tenant_id", UUID.class),
                ((Tuple) row).get("version", Number.class).longValue()));
        return versions;
    }

    /**
     * Stores the tenant's list in place of an earlier one. A first one's version is its time, so that a list which was
     * forgotten and made anew never has a version that was there before.
     *
     * @param expected the version that must be there; null takes any, and none
     * @return the new version; empty when another one is there
     */
    public Optional<Long> store(UUID tenantId, String instruments, Long expected, Instant now) {
        List<?> stored = em.createNativeQuery("""
                        insert into instrument_lists as l (id, tenant_id, instruments, version, created_at, updated_at)
                        values (:id, :tenant, cast(:instruments as jsonb), :first, :now, :now)
                        on conflict (tenant_id) do update
                        set instruments = excluded.instruments, version = l.version + 1, updated_at = excluded.updated_at
                        where l.version = coalesce(cast(:expected as bigint), l.version)
                        returning version""", Tuple.class)
                .setParameter("id", UUID.randomUUID())
                .setParameter("tenant", tenantId)
                .setParameter("instruments", instruments)
                .setParameter("expected", expected == null ? null : expected.toString())
                .setParameter("first", now.toEpochMilli())
                .setParameter("now", StoredTime.of(now))
                .getResultList();
        return stored.stream()
                .map(row -> ((Tuple) row).get("version", Number.class).longValue())
                .findFirst();
    }

    /** Back to the default; returns whether there was a list. */
    public boolean forget(UUID tenantId) {
        return em.createNativeQuery("delete from instrument_lists where tenant_id = :tenant")
                        .setParameter("tenant", tenantId)
                        .executeUpdate()
                == 1;
    }

    private static InstrumentList list(Tuple row) {
        return new InstrumentList(
                row.get("tenant_id", UUID.class),
                row.get("version", Number.class).longValue(),
                row.get("instruments", String.class));
    }
}
