package io.orra.tickeragent;

import io.orra.kite.Tick;
import io.orra.kite.TickMode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Holds what arrives on a socket against what was asked of it. An instrument is confirmed by a packet in the mode that it
 * was asked in; a later packet in another mode takes that back. Looks up without making garbage.
 */
final class Confirmations {
    private static final int MOST_STRANGERS = 500;
    private static final TickMode[] MODES = TickMode.values();

    private final long[] tokens;
    private final byte[] modes;
    private final boolean[] confirmed;
    private final Set<Long> strangers = new LinkedHashSet<>();
    private int missing;

    /** Nothing is confirmed yet. */
    Confirmations(Map<Long, TickMode> wanted) {
        tokens = wanted.keySet().stream().mapToLong(Long::longValue).sorted().toArray();
        modes = new byte[tokens.length];
        for (int at = 0; at < tokens.length; at++) {
            modes[at] = (byte) wanted.get(tokens[at]).ordinal();
        }
        confirmed = new boolean[tokens.length];
        missing = tokens.length;
    }

    /** What another list has confirmed and this one wants unchanged stays confirmed. */
    Confirmations keeping(Confirmations before) {
        for (int at = 0; at < tokens.length; at++) {
            int there = Arrays.binarySearch(before.tokens, tokens[at]);
            if (there >= 0 && before.confirmed[there] && before.modes[there] == modes[at]) {
                confirmed[at] = true;
                missing--;
            }
        }
        return this;
    }

    /** Returns whether the tick is of an instrument that is wanted. */
    boolean arrived(Tick tick) {
        int at = Arrays.binarySearch(tokens, tick.instrumentToken());
        if (at < 0) {
            if (strangers.size() < MOST_STRANGERS) {
                strangers.add(tick.instrumentToken());
            }
            return false;
        }
        boolean asAsked = tick.mode().ordinal() == modes[at];
        if (asAsked != confirmed[at]) {
            confirmed[at] = asAsked;
            missing += asAsked ? -1 : 1;
        }
        return true;
    }

    int missing() {
        return missing;
    }

    /** What is not confirmed, by the mode that it is wanted in. */
    Map<TickMode, List<Long>> missingByMode() {
        Map<TickMode, List<Long>> unconfirmed = new EnumMap<>(TickMode.class);
        for (int at = 0; at < tokens.length; at++) {
            if (!confirmed[at]) {
                unconfirmed
                        .computeIfAbsent(MODES[modes[at]], mode -> new ArrayList<>())
                        .add(tokens[at]);
            }
        }
        return unconfirmed;
    }

    /** Instruments that came without being wanted since the last call. */
    List<Long> takeStrangers() {
        List<Long> taken = List.copyOf(strangers);
        strangers.clear();
        return taken;
    }
}
