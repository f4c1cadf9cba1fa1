package io.orra.kite;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/** The client's side of the feed, as text messages. Long lists go in several messages. */
final class TickerCommands {
    static final int TOKENS_PER_MESSAGE = 500;

    private TickerCommands() {}

    static List<String> subscribe(Collection<Long> tokens) {
        return batches(tokens).stream()
                .map(batch -> "{\"a\":\"subscribe\",\"v\":" + batch + "}")
                .toList();
    }

    static List<String> unsubscribe(Collection<Long> tokens) {
        return batches(tokens).stream()
                .map(batch -> "{\"a\":\"unsubscribe\",\"v\":" + batch + "}")
                .toList();
    }

    static List<String> mode(TickMode mode, Collection<Long> tokens) {
        return batches(tokens).stream()
                .map(batch -> "{\"a\":\"mode\",\"v\":[\"" + mode.wireName() + "\"," + batch + "]}")
                .toList();
    }

    private static List<String> batches(Collection<Long> tokens) {
        List<Long> all = List.copyOf(tokens);
        List<String> batches = new ArrayList<>();
        for (int from = 0; from < all.size(); from += TOKENS_PER_MESSAGE) {
            batches.add(all.subList(from, Math.min(all.size(), from + TOKENS_PER_MESSAGE)).stream()
                    .map(String::valueOf)
                    .collect(Collectors.joining(",", "[", "]")));
        }
        return batches;
    }
}
