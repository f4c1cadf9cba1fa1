package io.orra.health;

/** A service that Orra leans on, by the name health answers show. */
public enum Dependency {
    DATABASE,
    REDIS,
    ARTEMIS;

    public String shownAs() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
