package io.orra.notification;

import io.orra.persistence.LowerCaseConverter;
import jakarta.persistence.Converter;
import java.util.Locale;

/** How a tenant's user is reached. */
public enum NotificationChannel {
    TELEGRAM,
    WHATSAPP,
    EMAIL;

    /** The word as it stands in the database and on the wire. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    @Converter
    public static class AsWord extends LowerCaseConverter<NotificationChannel> {
        public AsWord() {
            super(NotificationChannel.class);
        }
    }
}
