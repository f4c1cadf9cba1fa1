package io.orra.notification;

import io.orra.persistence.LowerCaseConverter;
import jakarta.persistence.Converter;
import java.util.Locale;

/** What became of one attempt to deliver. */
public enum DeliveryOutcome {
    DELIVERED,
    /** Will be tried again. */
    FAILED,
    /** Was the last attempt: the event stands in the dead-letter queue. */
    DEAD;

    /** The word as it stands in the database and on the wire. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    @Converter
    public static class AsWord extends LowerCaseConverter<DeliveryOutcome> {
        public AsWord() {
            super(DeliveryOutcome.class);
        }
    }
}
