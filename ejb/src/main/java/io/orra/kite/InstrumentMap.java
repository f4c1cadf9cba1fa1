package io.orra.kite;

import io.netty.util.collection.IntObjectHashMap;
import java.util.Collection;
import java.util.Iterator;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Something for each instrument, found once for each tick: by the number of the token, without boxing it. A token's low
 * byte is its segment, so a table that looks at the low bits of a number puts thousands of instruments in a few dozen
 * places; here the exchange's own number, which is dense, comes first. Not for two threads at once.
 */
public final class InstrumentMap<V> {

    private static final int SEGMENT_BITS = 8;

    private final IntObjectHashMap<V> values = new IntObjectHashMap<>();

    /** Null when there is none. */
    public V get(long token) {
        return values.get(key(token));
    }

    public V computeIfAbsent(long token, Supplier<V> first) {
        int key = key(token);
        V value = values.get(key);
        if (value == null) {
            value = first.get();
            values.put(key, value);
        }
        return value;
    }

    public boolean isEmpty() {
        return values.isEmpty();
    }

    public Collection<V> values() {
        return values.values();
    }

    public void removeAll(Set<Long> tokens) {
        tokens.forEach(token -> values.remove(key(token)));
    }

    /** @param gone told of each that goes */
    public void retainAll(Set<Long> tokens, Consumer<V> gone) {
        Iterator<Integer> keys = values.keySet().iterator();
        while (keys.hasNext()) {
            int key = keys.next();
            if (!tokens.contains(token(key))) {
                gone.accept(values.get(key));
                keys.remove();
            }
        }
    }

    private static int key(long token) {
        return Integer.rotateRight((int) token, SEGMENT_BITS);
    }

    private static long token(int key) {
        return Integer.toUnsignedLong(Integer.rotateLeft(key, SEGMENT_BITS));
    }
}
