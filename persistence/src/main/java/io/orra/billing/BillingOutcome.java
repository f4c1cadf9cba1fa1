package io.orra.billing;

import io.orra.persistence.LowerCaseConverter;
import jakarta.persistence.Converter;
import java.util.Locale;

/** What became of an event. */
public enum BillingOutcome {
    /** It is one of the facts that a tenant's standing is worked out of. */
    APPLIED,
    /** Nothing follows from it. */
    IGNORED,
    /** It belongs to no tenant that is known yet; it counts as soon as one is. */
    UNKNOWN_TENANT;

    /** The word as it stands in the database and on the wire. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    @Converter
    public static class AsWord extends LowerCaseConverter<BillingOutcome> {
        public AsWord() {
            super(BillingOutcome.class);
        }
    }
}
