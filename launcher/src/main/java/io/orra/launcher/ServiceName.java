package io.orra.launcher;

import java.util.Locale;

/** The parts of the stack, in the order in which they start. */
public enum ServiceName {
    POSTGRESQL("PostgreSQL"),
    REDIS("Redis"),
    ARTEMIS("Artemis"),
    SIMULATORS("Simulators"),
    PAYARA("Payara Server");

    private final String title;

    ServiceName(String title) {
        this.title = title;
    }

    /** The name for people. */
    public String title() {
        return title;
    }

    /** The name in commands and file names. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
