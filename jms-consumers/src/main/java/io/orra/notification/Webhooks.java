package io.orra.notification;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.URI;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The n8n webhooks of the settings: one a channel, one for what is urgent, and one for the operator. */
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

    @Inject
    @ConfigProperty(name = "N8N_OPERATOR_WEBHOOK_URL")
    private Optional<URI> operator;

    /** For the server. */
    public Webhooks() {}

    Webhooks(Optional<URI> email, Optional<URI> urgent) {
        this.telegram = Optional.empty();
        this.whatsapp = Optional.empty();
        this.email = email;
        this.urgent = urgent;
        this.operator = Optional.empty();
    }

    /** The urgent webhook for what is urgent, where one is set; else the channel's own. */
    public WebhookLine lineFor(NotificationChannel channel, boolean isUrgent) {
        return isUrgent && urgent.isPresent() ? WebhookLine.URGENT : WebhookLine.of(channel);
    }

    public Optional<URI> address(WebhookLine line) {
        return switch (line) {
            case TELEGRAM -> telegram;
            case WHATSAPP -> whatsapp;
            case EMAIL -> email;
            case URGENT -> urgent;
        };
    }

    /** Where the operator is alerted: a webhook of its own, else the urgent one. */
    public Optional<URI> operator() {
        return operator.or(() -> urgent);
    }
}
