package io.orra.notification;

import io.orra.persistence.LowerCaseConverter;
import jakarta.persistence.Converter;
import java.util.Locale;
import java.util.regex.Pattern;

/** How a tenant's user is reached. */
public enum NotificationChannel {
    /** By a chat's id or name. */
    TELEGRAM("-?\\d{4,20}|@\\w{4,32}"),
    /** By a telephone number with its country. */
    WHATSAPP("\\+?[1-9]\\d{6,14}"),
    EMAIL("[^@\\s]+@[^@\\s]+");

    private final Pattern destinations;

    NotificationChannel(String destinations) {
        this.destinations = Pattern.compile(destinations);
    }

    /** Whether a destination is one of this channel. */
    public boolean reaches(String destination) {
        return destinations.matcher(destination).matches();
    }

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
