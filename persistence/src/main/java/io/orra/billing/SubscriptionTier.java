package io.orra.billing;

import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a tenant pays for. Which tiers exist, and what they may do, is the table {@code subscription_tiers}; three are
 * always there.
 *
 * @param word as it stands in the database and on the wire
 */
public record SubscriptionTier(String word) {

    private static final Pattern FORM = Pattern.compile("[a-z][a-z0-9_-]{0,49}");

    public static final SubscriptionTier FREE = new SubscriptionTier("free");
    public static final SubscriptionTier BASIC = new SubscriptionTier("basic");
    public static final SubscriptionTier PRO = new SubscriptionTier("pro");

    public SubscriptionTier {
        if (!FORM.matcher(word).matches()) {
            throw new IllegalArgumentException("not the name of a tier");
        }
    }

    /** The tier of a word in any case; empty when no tier can have that name. */
    public static Optional<SubscriptionTier> named(String word) {
        String lower = word.strip().toLowerCase(Locale.ROOT);
        return FORM.matcher(lower).matches() ? Optional.of(new SubscriptionTier(lower)) : Optional.empty();
    }

    @Override
    public String toString() {
        return word;
    }

    @Converter
    public static class AsWord implements AttributeConverter<SubscriptionTier, String> {
        @Override
        public String convertToDatabaseColumn(SubscriptionTier tier) {
            return tier == null ? null : tier.word();
        }

        @Override
        public SubscriptionTier convertToEntityAttribute(String word) {
            return word == null ? null : new SubscriptionTier(word);
        }
    }
}
