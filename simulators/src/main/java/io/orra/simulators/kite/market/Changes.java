package io.orra.simulators.kite.market;

/** The instruments that moved since the last delivery; reused, so that a tick costs no allocation. */
public final class Changes {
    private int[] positions = new int[1024];
    private Change[] changes = new Change[1024];
    private int size;

    void add(int position, Change change) {
        if (change == Change.NONE) {
            return;
        }
        if (size == positions.length) {
            positions = java.util.Arrays.copyOf(positions, size * 2);
            changes = java.util.Arrays.copyOf(changes, size * 2);
        }
        positions[size] = position;
        changes[size++] = change;
    }

    void clear() {
        size = 0;
    }

    public int size() {
        return size;
    }

    public int position(int i) {
        return positions[i];
    }

    public Change change(int i) {
        return changes[i];
    }
}
