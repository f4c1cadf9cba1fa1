package io.orra.tickeragent;

import io.orra.kite.TickMode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Splits a tenant's instruments over the sockets that the broker allows. */
final class FeedLines {
    /** Instruments that one socket may have. */
    static final int PER_LINE = 3_000;
    /** Sockets that one API key may have. */
    static final int MOST_LINES = 3;

    private FeedLines() {}

    /**
     * As few lines as the list needs, at least one. An instrument stays where it was, so that a change of the list
     * touches nobody else. What is beyond the broker's limit is left out, the highest tokens first.
     *
     * @param before the lines as they are now
     */
    static List<Map<Long, TickMode>> split(Map<Long, TickMode> wanted, List<Map<Long, TickMode>> before) {
        int count = Math.max(1, Math.min(MOST_LINES, (wanted.size() + PER_LINE - 1) / PER_LINE));
        List<Map<Long, TickMode>> lines = new ArrayList<>();
        Map<Long, Integer> home = new HashMap<>();
        for (int line = 0; line < count; line++) {
            lines.add(new TreeMap<>());
            if (line < before.size()) {
                for (Long token : before.get(line).keySet()) {
                    home.put(token, line);
                }
            }
        }
        Map<Long, TickMode> homeless = new TreeMap<>();
        wanted.forEach((token, mode) -> {
            Integer line = home.get(token);
            if (line == null) {
                homeless.put(token, mode);
            } else {
                lines.get(line).put(token, mode);
            }
        });
        homeless.forEach((token, mode) -> lines.stream()
                .filter(line -> line.size() < PER_LINE)
                .findFirst()
                .ifPresent(line -> line.put(token, mode)));
        return lines;
    }
}
