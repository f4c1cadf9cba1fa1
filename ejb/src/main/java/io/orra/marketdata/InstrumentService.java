package io.orra.marketdata;

import io.orra.audit.Audit;
import io.orra.identity.Caller;
import io.orra.kite.TickMode;
import io.orra.problem.InvalidFields;
import io.orra.problem.Precondition;
import io.orra.tenancy.TenantBound;
import jakarta.annotation.PostConstruct;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What the caller's tenant streams. */
@Stateless
@TenantBound
public class InstrumentService {

    /** The broker's limit: three connections of 3,000 each. */
    public static final int MOST = 9000;

    private static final String FIELD = "instruments";

    /** One choice, an instrument by its token in digits or as EXCHANGE:SYMBOL. */
    public record Choice(String instrument, TickMode mode) {}

    @PersistenceContext(unitName = "orra-tenant")
    private EntityManager database;

    @Inject
    private InstrumentDirectory directory;

    @Inject
    private DefaultInstruments defaults;

    @Inject
    private Audit audit;

    @Inject
    private Clock clock;

    private InstrumentLists lists;

    @PostConstruct
    void open() {
        lists = new InstrumentLists(database);
    }

    public StreamedInstruments get(Caller caller) {
        return lists.find(caller.tenantId())
                .map(list -> new StreamedInstruments(InstrumentModes.of(list.instruments()), true, list.version()))
                .orElseGet(() -> new StreamedInstruments(defaults.modes(TickMode.FULL), false, null));
    }

    /** Sets the whole list; an empty one streams nothing. */
    public StreamedInstruments put(Caller caller, List<Choice> choices, Precondition precondition) {
        Map<Long, TickMode> modes = checked(choices);
        Long expected = null;
        if (precondition.given()) {
            expected =
                    lists.find(caller.tenantId()).map(InstrumentList::version).orElse(null);
            precondition.check(expected);
        }
        long version = lists.store(caller.tenantId(), InstrumentModes.json(modes), expected, clock.instant())
                .orElseThrow(Precondition::failed);
        audit.by(caller, "instruments.set", null, Map.of("count", Integer.toString(modes.size())));
        return new StreamedInstruments(modes, true, version);
    }

    /** Back to the default. */
    public void forget(Caller caller, Precondition precondition) {
        precondition.check(
                lists.find(caller.tenantId()).map(InstrumentList::version).orElse(null));
        if (lists.forget(caller.tenantId())) {
            audit.by(caller, "instruments.forget", null, Map.of());
        }
    }

    private Map<Long, TickMode> checked(List<Choice> choices) {
        if (choices.size() > MOST) {
            throw InvalidFields.of(FIELD, "size", "at most " + MOST + " instruments");
        }
        Map<String, Long> bySymbol = directory.tokens(choices.stream()
                .map(Choice::instrument)
                .filter(instrument -> !byToken(instrument))
                .toList());
        Set<Long> known = directory.known(choices.stream()
                .map(Choice::instrument)
                .filter(InstrumentService::byToken)
                .map(Long::valueOf)
                .toList());
        Map<Long, TickMode> modes = new TreeMap<>();
        for (int i = 0; i < choices.size(); i++) {
            String field = FIELD + "[" + i + "].instrument";
            String instrument = choices.get(i).instrument();
            Long token = byToken(instrument) ? Long.valueOf(instrument) : bySymbol.get(instrument);
            if (token == null || byToken(instrument) && !known.contains(token)) {
                throw InvalidFields.of(field, "unknown_instrument", "no such instrument");
            }
            if (modes.put(token, choices.get(i).mode()) != null) {
                throw InvalidFields.of(field, "repeated", "named twice");
            }
        }
        return modes;
    }

    static boolean byToken(String instrument) {
        return instrument.length() <= 10 && instrument.chars().allMatch(sign -> sign >= '0' && sign <= '9');
    }
}
