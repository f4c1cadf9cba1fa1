package io.orra.simulators.n8n;

import java.util.Locale;

/** What a call led to. */
enum Effect {
    /** A message went out. */
    TOLD,
    /** None: one with the same idempotency key had gone out before. */
    REPEATED,
    /** None: a call with the same key is not over yet. */
    UNDER_WAY,
    /** None: the call was refused or failed. */
    NONE;

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
