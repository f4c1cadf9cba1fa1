package io.orra.tickeragent;

import io.orra.kite.TickMode;
import io.orra.kite.TickerConnection;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What a tenant wants to see, and how a socket gets there from what it already sends. */
final class Subscriptions {
    private Map<Long, TickMode> wanted = Map.of();

    int size() {
        return wanted.size();
    }

    boolean isEmpty() {
        return wanted.isEmpty();
    }

    void replace(Map<Long, TickMode> modes) {
        wanted = new TreeMap<>(modes);
    }

    /** Everything, on a socket that sends nothing yet. */
    void replayOn(TickerConnection connection) {
        changeOn(connection, Map.of());
    }

    /** The difference, on a socket that sends what was wanted before. */
    void changeOn(TickerConnection connection, Map<Long, TickMode> before) {
        List<Long> gone = before.keySet().stream()
                .filter(token -> !wanted.containsKey(token))
                .toList();
        List<Long> added = wanted.keySet().stream()
                .filter(token -> !before.containsKey(token))
                .toList();
        connection.unsubscribe(gone);
        connection.subscribe(added);
        Map<TickMode, List<Long>> changed = new EnumMap<>(TickMode.class);
        wanted.forEach((token, mode) -> {
            if (mode != before.get(token)) {
                changed.computeIfAbsent(mode, each -> new ArrayList<>()).add(token);
            }
        });
        changed.forEach(connection::mode);
    }

    Map<Long, TickMode> current() {
        return wanted;
    }
}
