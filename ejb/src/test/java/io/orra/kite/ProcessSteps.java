package io.orra.kite;

import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;

/** For a single process that never ends. */
final class ProcessSteps implements UsedSteps {

    private final Map<String, Long> last = new HashMap<>();

    @Override
    public synchronized OptionalLong take(String account, long earliest, long furthest) {
        long step = Math.max(earliest, last.getOrDefault(account, Long.MIN_VALUE) + 1);
        if (step > furthest) {
            return OptionalLong.empty();
        }
        last.put(account, step);
        return OptionalLong.of(step);
    }
}
