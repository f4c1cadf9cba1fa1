package io.orra.authagent;

import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The exchange's calendar with what operators changed in it. */
public final class EditedCalendar implements MarketCalendar {

    private final MarketCalendar published;
    private volatile Map<LocalDate, MarketDay> edits = Map.of();

    EditedCalendar(MarketCalendar published) {
        this.published = published;
    }

    /** Replaces all that operators said before. */
    void edit(Collection<MarketDay> days) {
        Map<LocalDate, MarketDay> newer = new HashMap<>();
        days.forEach(day -> newer.put(day.day(), day));
        edits = Map.copyOf(newer);
    }

    @Override
    public Optional<TradingSession> session(LocalDate date) {
        MarketDay edit = edits.get(date);
        if (edit == null) {
            return published.session(date);
        }
        return switch (edit.kind()) {
            case HOLIDAY -> Optional.empty();
            case SPECIAL -> Optional.of(new TradingSession(edit.opens(), edit.closes(), true));
            case REGULAR -> Optional.of(NseCalendar.REGULAR);
        };
    }
}
