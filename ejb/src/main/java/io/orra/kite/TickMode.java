package io.orra.kite;

import java.util.Locale;

/** How much of an instrument the broker sends; the lower-case name is the wire's. */
public enum TickMode {
    LTP,
    QUOTE,
    FULL;

    private final String wireName = name().toLowerCase(Locale.ROOT);

    public String wireName() {
        return wireName;
    }
}
