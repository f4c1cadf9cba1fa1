package io.orra.billing;

import io.orra.persistence.LowerCaseConverter;
import jakarta.persistence.Converter;
import java.util.Locale;

/** Where a tenant stands with what it pays for. */
public enum SubscriptionStanding {
    /** Nothing was ever paid for or given. */
    NONE,
    ACTIVE,
    /** A payment is missing; the service goes on until a date. */
    GRACE,
    ENDED;

    /** The word as it stands in the database and on the wire. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    @Converter
    public static class AsWord extends LowerCaseConverter<SubscriptionStanding> {
        public AsWord() {
            super(SubscriptionStanding.class);
        }
    }
}
