package io.orra.tickeragent;

import io.orra.kite.TickMode;
import io.orra.marketdata.DefaultInstruments;
import io.orra.marketdata.InstrumentLists;
import io.orra.marketdata.InstrumentModes;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.Singleton;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** What each tenant streams: its own list, else the default. Lists are read again only when their version changed. */
@Singleton
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
public class ChosenInstruments {

    @PersistenceContext(unitName = "orra-agent")
    private EntityManager database;

    @Inject
    private DefaultInstruments defaults;

    private volatile Map<UUID, Long> versions = Map.of();
    private volatile Map<UUID, Map<Long, TickMode>> lists = Map.of();

    /** Reads what changed. Not for two threads at once. */
    public void refresh() {
        InstrumentLists stored = new InstrumentLists(database);
        Map<UUID, Long> now = stored.versions();
        if (now.equals(versions)) {
            return;
        }
        List<UUID> changed = now.keySet().stream()
                .filter(tenant -> !now.get(tenant).equals(versions.get(tenant)))
                .toList();
        Map<UUID, Map<Long, TickMode>> next = new HashMap<>(lists);
        next.keySet().retainAll(now.keySet());
        if (!changed.isEmpty()) {
            stored.of(changed).forEach(list -> next.put(list.tenantId(), InstrumentModes.of(list.instruments())));
        }
        lists = next;
        versions = now;
    }

    public Map<Long, TickMode> of(UUID tenant) {
        Map<Long, TickMode> own = lists.get(tenant);
        return own == null ? defaults.modes(TickMode.FULL) : own;
    }
}
