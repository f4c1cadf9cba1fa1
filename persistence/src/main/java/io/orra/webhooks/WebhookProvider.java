package io.orra.webhooks;

import io.orra.persistence.LowerCaseConverter;
import jakarta.persistence.Converter;
import java.util.Locale;

/** Who sends us signed events. */
public enum WebhookProvider {
    CLERK,
    STRIPE;

    /** The word as it stands in the database and on the wire. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    @Converter
    public static class AsWord extends LowerCaseConverter<WebhookProvider> {
        public AsWord() {
            super(WebhookProvider.class);
        }
    }
}
