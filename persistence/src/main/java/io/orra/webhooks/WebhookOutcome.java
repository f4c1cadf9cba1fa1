package io.orra.webhooks;

import io.orra.persistence.LowerCaseConverter;
import jakarta.persistence.Converter;
import java.util.Locale;

/** What became of an event. */
public enum WebhookOutcome {
    RECEIVED,
    /** It changed a tenant, or is one of the facts that a tenant's standing is worked out of. */
    APPLIED,
    /** Understood and of no consequence, or of a type that nobody handles. */
    IGNORED,
    /** It belongs to no tenant that is known yet; it counts as soon as one is. */
    UNKNOWN_TENANT;

    /** The word as it stands in the database and on the wire. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    @Converter
    public static class AsWord extends LowerCaseConverter<WebhookOutcome> {
        public AsWord() {
            super(WebhookOutcome.class);
        }
    }
}
