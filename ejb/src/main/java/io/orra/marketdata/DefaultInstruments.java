package io.orra.marketdata;

import io.orra.kite.TickMode;
import io.orra.settings.CommaSeparated;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** What a tenant streams that chose nothing: {@code TICKER_INSTRUMENT_TOKENS_CSV}. */
@ApplicationScoped
public class DefaultInstruments {

    private Set<Long> tokens = Set.of();

    @Inject
    DefaultInstruments(@ConfigProperty(name = "TICKER_INSTRUMENT_TOKENS_CSV") Optional<String> csv) {
        try {
            this.tokens = CommaSeparated.set(csv.orElse("")).stream()
                    .map(Long::valueOf)
                    .collect(Collectors.toUnmodifiableSet());
        } catch (NumberFormatException notATokenList) {
            throw new IllegalStateException("TICKER_INSTRUMENT_TOKENS_CSV must be instrument tokens with commas");
        }
    }

    protected DefaultInstruments() {}

    public Map<Long, TickMode> modes(TickMode mode) {
        return tokens.stream().collect(Collectors.toMap(token -> token, token -> mode));
    }
}
