package io.orra.simulators.kite.ticker;

import io.orra.simulators.kite.market.Mode;
import io.orra.simulators.kite.market.TickBook;
import io.vertx.core.json.JsonArray;
import java.util.LinkedHashMap;
import java.util.Map;

/** What one connection asked for: a mode per token, and the same by position in the book for a quick look-up. */
final class Subscriptions {
    private final Map<Integer, Mode> modes = new LinkedHashMap<>();
    private Mode[] byPosition = new Mode[0];

    /** @return false where the limit left tokens out */
    boolean subscribe(JsonArray tokens, int most, TickBook book) {
        boolean all = true;
        for (Object token : tokens) {
            if (token instanceof Number number) {
                if (modes.containsKey(number.intValue())) {
                    continue;
                }
                if (modes.size() < most) {
                    put(number.intValue(), Mode.QUOTE, book);
                } else {
                    all = false;
                }
            }
        }
        return all;
    }

    void unsubscribe(JsonArray tokens, TickBook book) {
        for (Object token : tokens) {
            if (token instanceof Number number) {
                modes.remove(number.intValue());
                place(number.intValue(), null, book);
            }
        }
    }

    /** A mode for a token that is not subscribed changes nothing. */
    void mode(Mode mode, JsonArray tokens, TickBook book) {
        for (Object token : tokens) {
            if (token instanceof Number number && modes.containsKey(number.intValue())) {
                put(number.intValue(), mode, book);
            }
        }
    }

    /** @return null for an instrument that is not subscribed */
    Mode at(int position) {
        return position < byPosition.length ? byPosition[position] : null;
    }

    void relist(TickBook book) {
        byPosition = new Mode[book.size()];
        modes.forEach((token, mode) -> place(token, mode, book));
    }

    int size() {
        return modes.size();
    }

    Map<Integer, Mode> modes() {
        return modes;
    }

    private void put(int token, Mode mode, TickBook book) {
        modes.put(token, mode);
        place(token, mode, book);
    }

    private void place(int token, Mode mode, TickBook book) {
        int position = book.position(token);
        if (position < 0) {
            return;
        }
        if (byPosition.length != book.size()) {
            byPosition = java.util.Arrays.copyOf(byPosition, book.size());
        }
        byPosition[position] = mode;
    }
}
