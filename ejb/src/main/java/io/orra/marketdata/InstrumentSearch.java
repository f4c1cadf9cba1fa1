package io.orra.marketdata;

import io.orra.identity.Caller;
import jakarta.annotation.PostConstruct;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.util.List;

/** The broker's list for anybody who may call; it is the same for all tenants. */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class InstrumentSearch {

    @Inject
    private MarketDatabase database;

    private InstrumentCatalog catalog;

    @PostConstruct
    void open() {
        catalog = new InstrumentCatalog(database.source());
    }

    public List<ListedInstrument> find(Caller caller, InstrumentQuery query) {
        return database.ask(() -> catalog.search(query));
    }
}
