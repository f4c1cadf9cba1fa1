package io.orra.billing;

import io.orra.persistence.LowerCaseConverter;
import jakarta.persistence.Converter;
import java.util.Locale;

/**
 * What an event says of a subscription, whatever its provider calls it. Of two that the provider dates alike, the one
 * that stands later here is taken as the later.
 */
public enum FactKind {
    /** Nothing that changes a standing. */
    NOTED,
    /** A payment failed. */
    PAST_DUE,
    /** The provider stopped the service; it may resume it. */
    SUSPENDED,
    /** The subscription runs. */
    CURRENT,
    /** An invoice was paid. */
    PAID,
    /** The subscription is over for good. */
    ENDED;

    /** The word as it stands in the database and on the wire. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    @Converter
    public static class AsWord extends LowerCaseConverter<FactKind> {
        public AsWord() {
            super(FactKind.class);
        }
    }
}
