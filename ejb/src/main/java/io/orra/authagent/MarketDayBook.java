package io.orra.authagent;

import io.orra.audit.Audit;
import io.orra.identity.Caller;
import io.orra.persistence.StoredTime;
import io.orra.problem.Precondition;
import io.orra.problem.Refusal;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Days of the market under an operator's hand. Other instances follow within half a minute. */
@Stateless
public class MarketDayBook {

    @PersistenceContext(unitName = "orra-agent")
    private EntityManager database;

    @Inject
    private CalendarSetting calendar;

    @Inject
    private Audit audit;

    @Inject
    private Clock clock;

    /** What operators said of single days, in their order. */
    public List<MarketDays.Kept> all() {
        return new MarketDays(database).all();
    }

    public MarketDays.Kept put(Caller operator, MarketDay day, Precondition precondition) {
        Instant now = clock.instant();
        MarketDays days = new MarketDays(database);
        if (precondition.given()) {
            precondition.check(days.lock(day.day()).orElse(null));
        }
        days.put(day, now);
        audit.byOperator(
                operator,
                null,
                "market-day.set",
                day.day().toString(),
                Map.of("kind", day.kind().name().toLowerCase(Locale.ROOT)));
        read();
        return new MarketDays.Kept(day, StoredTime.version(StoredTime.of(now)));
    }

    /** @throws Refusal 404 when no operator said anything of that day */
    public void remove(Caller operator, LocalDate day) {
        if (!new MarketDays(database).remove(day)) {
            throw Refusal.notFound("market-day-not-found", "Nothing was set for this day");
        }
        audit.byOperator(operator, null, "market-day.remove", day.toString(), Map.of());
        read();
    }

    /** Makes the calendar of this instance say what the table says. */
    public void read() {
        calendar.edited().edit(all().stream().map(MarketDays.Kept::day).toList());
    }
}
