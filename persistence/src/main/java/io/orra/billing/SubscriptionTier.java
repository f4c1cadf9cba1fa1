package io.orra.billing;

import io.orra.persistence.LowerCaseConverter;
import jakarta.persistence.Converter;
import java.util.Locale;

/** What a tenant pays for. */
public enum SubscriptionTier {
    FREE,
    BASIC,
    PRO;

    /** The word as it stands in the database and on the wire. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    @Converter
    public static class AsWord extends LowerCaseConverter<SubscriptionTier> {
        public AsWord() {
            super(SubscriptionTier.class);
        }
    }
}
