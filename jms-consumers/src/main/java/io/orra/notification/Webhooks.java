package io.orra.notification;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.URI;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The n8n webhooks of the settings: one a channel, and one for what is urgent. */
@ApplicationScoped
public class Webhooks {

    @Inject
    @ConfigProperty(name = "N8N_TELEGRAM_WEBHOOK_URL")
    private Optional<URI> telegram;

    @Inject
    @ConfigProperty(name = "N8N_WHATSAPP_WEBHOOK_URL")
    private Optional<URI> whatsapp;

    @Inject
    @ConfigProperty(name = "N8N_EMAIL_WEBHOOK_URL")
    private Optional<URI> email;

    @Inject
    @ConfigProperty(name = "N8N_URGENT_WEBHOOK_URL")
    private Optional<URI> urgent;

    /** The urgent webhook for what is urgent, where one is set; else the channel's own. */
    public Optional<URI> webhookFor(NotificationChannel channel, boolean isUrgent) {
        return isUrgent ? urgent.or(() -> channelWebhook(channel)) : channelWebhook(channel);
    }

    private Optional<URI> channelWebhook(NotificationChannel channel) {
        return switch (channel) {
            case TELEGRAM -> telegram;
            case WHATSAPP -> whatsapp;
            case EMAIL -> email;
        };
    }
}
