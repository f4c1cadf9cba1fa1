package io.orra.webhooks;

import io.orra.persistence.LowerCaseConverter;
import jakarta.persistence.Converter;
import java.util.Locale;

/** What an event changed. */
public enum WebhookOutcome {
    RECEIVED,
    APPLIED,
    /** Understood and of no consequence, or of a type that nobody handles. */
    IGNORED,
    /** Signed, but it names no tenant that we know or lacks what it must have. */
    REFUSED;

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
