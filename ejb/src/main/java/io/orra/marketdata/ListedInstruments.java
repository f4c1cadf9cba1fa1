package io.orra.marketdata;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Knows the instruments of the broker's newest list; while there is none yet, tokens by their form alone. */
@ApplicationScoped
public class ListedInstruments implements InstrumentDirectory {

    @Inject
    private MarketDatabase database;

    private InstrumentCatalog catalog;

    @PostConstruct
    void open() {
        catalog = new InstrumentCatalog(database.source());
    }

    @Override
    public Map<String, Long> tokens(Collection<String> exchangesAndSymbols) {
        return exchangesAndSymbols.isEmpty() ? Map.of() : database.ask(() -> catalog.tokens(exchangesAndSymbols));
    }

    @Override
    public Set<Long> known(Collection<Long> tokens) {
        Set<Long> wellFormed = tokens.stream().filter(TokenForm::possible).collect(Collectors.toSet());
        if (wellFormed.isEmpty()) {
            return Set.of();
        }
        return database.ask(() -> catalog.filled() ? catalog.known(wellFormed) : wellFormed);
    }
}
