package io.orra.tickeragent;

import io.orra.kite.Tick;
import io.orra.kite.TickMode;
import io.orra.kite.TickerConnection;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What one socket shall send, how it gets there from what it sends already, and whether it does. */
final class Subscriptions {
    /** So often what doesn't come is asked for again, each time after twice the wait; then it is just not traded. */
    private static final int MOST_REPEATS = 4;

    private Map<Long, TickMode> wanted = Map.of();
    private Confirmations confirmations = new Confirmations(wanted);
    private long askedAt;
    private int repeats;
    private long repeated;
    private long unwanted;

    int size() {
        return wanted.size();
    }

    boolean isEmpty() {
        return wanted.isEmpty();
    }

    Map<Long, TickMode> current() {
        return wanted;
    }

    void replace(Map<Long, TickMode> modes) {
        wanted = new TreeMap<>(modes);
    }

    /** Everything, on a socket that sends nothing yet. */
    void replayOn(TickerConnection connection, long now) {
        confirmations = new Confirmations(wanted);
        tell(connection, Map.of(), now);
    }

    /** The difference, on a socket that sends what was wanted before. */
    void changeOn(TickerConnection connection, Map<Long, TickMode> before, long now) {
        confirmations = new Confirmations(wanted).keeping(confirmations);
        tell(connection, before, now);
    }

    private void tell(TickerConnection connection, Map<Long, TickMode> before, long now) {
        askedAt = now;
        repeats = 0;
        connection.unsubscribe(List.copyOf(without(before.keySet(), wanted.keySet())));
        connection.subscribe(List.copyOf(without(wanted.keySet(), before.keySet())));
        Map<TickMode, List<Long>> changed = new EnumMap<>(TickMode.class);
        wanted.forEach((token, mode) -> {
            if (mode != before.get(token)) {
                changed.computeIfAbsent(mode, each -> new ArrayList<>()).add(token);
            }
        });
        changed.forEach(connection::mode);
    }

    /** Those of the one set that are not in the other, in order. */
    static Set<Long> without(Set<Long> these, Set<Long> those) {
        return these.stream()
                .filter(token -> !those.contains(token))
                .collect(Collectors.toCollection(java.util.TreeSet::new));
    }

    /** Returns whether the tick is of an instrument that is wanted. */
    boolean arrived(Tick tick) {
        boolean mine = confirmations.arrived(tick);
        if (!mine) {
            unwanted++;
        }
        return mine;
    }

    /** Asks again for what has not come in the mode that it was asked in, and refuses again what was not asked for. */
    void verifyOn(TickerConnection connection, long now, long withinNanos) {
        if (now - askedAt < withinNanos << repeats) {
            return;
        }
        connection.unsubscribe(confirmations.takeStrangers());
        if (confirmations.missing() == 0) {
            repeats = 0;
        } else if (repeats < MOST_REPEATS) {
            repeats++;
            repeated++;
            askedAt = now;
            confirmations.missingByMode().forEach((mode, tokens) -> {
                connection.subscribe(tokens);
                connection.mode(mode, tokens);
            });
        }
    }

    /** Instruments that nothing has come of, in the mode that they are wanted in. */
    int missing() {
        return confirmations.missing();
    }

    /** How often something had to be asked for again. */
    long repeated() {
        return repeated;
    }

    /** Ticks that nobody had asked for. */
    long unwanted() {
        return unwanted;
    }
}
