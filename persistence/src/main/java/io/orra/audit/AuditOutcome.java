package io.orra.audit;

import java.util.Locale;

/** How an audited action ended. */
public enum AuditOutcome {
    DONE,
    /** A rule said no. */
    REFUSED,
    /** It was allowed and did not work. */
    FAILED;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
