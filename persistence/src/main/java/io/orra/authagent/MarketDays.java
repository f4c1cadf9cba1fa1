package io.orra.authagent;

import io.orra.persistence.StoredTime;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Days of the market as operators set them. */
public class MarketDays {

    private final EntityManager em;

    public MarketDays(EntityManager em) {
        this.em = em;
    }

    /**
     * A day as it was set last.
     *
     * @param version grows with each change
     */
    public record Kept(MarketDay day, long version) {}

    /** In their order. */
    public List<Kept> all() {
        List<?> rows = em.createNativeQuery("""
                        select cast(day as text), kind, cast(opens as text), cast(closes as text), name,
                               cast(extract(epoch from updated_at) * 1000000 as bigint)
                        from market_days order by day""").getResultList();
        return rows.stream()
                .map(row -> new Kept(day((Object[]) row), ((Number) ((Object[]) row)[5]).longValue()))
                .toList();
    }

    /** The version of what is set for a day, which nobody else changes before this transaction ends. */
    public Optional<Long> lock(LocalDate day) {
        return em.createNativeQuery("""
                        select cast(extract(epoch from updated_at) * 1000000 as bigint)
                        from market_days where day = :day for update""", Long.class)
                .setParameter("day", day)
                .getResultStream()
                .findFirst();
    }

    /** In place of what was said of that day before. */
    public void put(MarketDay day, Instant now) {
        em.createNativeQuery("""
                        insert into market_days (day, kind, opens, closes, name, updated_at)
                        values (:day, :kind, cast(:opens as time), cast(:closes as time), :name, :now)
                        on conflict (day) do update set kind = excluded.kind, opens = excluded.opens,
                            closes = excluded.closes, name = excluded.name, updated_at = excluded.updated_at""")
                .setParameter("day", day.day())
                .setParameter("kind", day.kind().name().toLowerCase(Locale.ROOT))
                .setParameter("opens", text(day.opens()))
                .setParameter("closes", text(day.closes()))
                .setParameter("name", day.name())
                .setParameter("now", StoredTime.of(now))
                .executeUpdate();
    }

    /** Returns whether anything was said of it. */
    public boolean remove(LocalDate day) {
        return em.createNativeQuery("delete from market_days where day = :day")
                        .setParameter("day", day)
                        .executeUpdate()
                == 1;
    }

    private static String text(LocalTime time) {
        return time == null ? null : time.toString();
    }

    private static LocalTime time(Object text) {
        return text == null ? null : LocalTime.parse(text.toString());
    }

    private static MarketDay day(Object[] row) {
        return new MarketDay(
                LocalDate.parse(row[0].toString()),
                MarketDay.Kind.valueOf(row[1].toString().toUpperCase(Locale.ROOT)),
                time(row[2]),
                time(row[3]),
                row[4].toString());
    }
}
