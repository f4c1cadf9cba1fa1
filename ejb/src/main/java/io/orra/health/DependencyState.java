package io.orra.health;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** What the newest probe found; health answers read it and so never wait for a service that hangs. */
@ApplicationScoped
public class DependencyState {

    private final Map<Dependency, Boolean> up = new EnumMap<>(Dependency.class);

    synchronized boolean set(Dependency dependency, boolean isUp) {
        Boolean before = up.put(dependency, isUp);
        return before == null || before != isUp;
    }

    /** Whether the newest probe reached it; false before the first. */
    public synchronized boolean up(Dependency dependency) {
        return up.getOrDefault(dependency, false);
    }

    public List<Dependency> down() {
        return java.util.Arrays.stream(Dependency.values())
                .filter(dependency -> !up(dependency))
                .toList();
    }
}
