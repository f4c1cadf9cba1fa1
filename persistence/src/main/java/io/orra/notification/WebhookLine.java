package io.orra.notification;

import java.util.Locale;

/** The webhooks: one for each channel, and one for what is urgent. */
public enum WebhookLine {
    TELEGRAM,
    WHATSAPP,
    EMAIL,
    URGENT;

    public static WebhookLine of(NotificationChannel channel) {
        return valueOf(channel.name());
    }

    /** The word as it stands in the database and on the wire. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
