package io.orra.notification;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class WebhooksTest {

    private static final URI EMAIL = URI.create("https://n8n.example.com/webhook/email");
    private static final URI URGENT = URI.create("https://n8n.example.com/webhook/urgent");

    @Test
    void what_is_urgent_goes_to_the_urgent_webhook_and_all_else_to_its_channels() {
        Webhooks webhooks = new Webhooks(Optional.of(EMAIL), Optional.of(URGENT));

        assertThat(addressed(webhooks, true)).hasValue(URGENT);
        assertThat(addressed(webhooks, false)).hasValue(EMAIL);
        assertThat(webhooks.operator()).hasValue(URGENT);
    }

    @Test
    void without_an_urgent_webhook_what_is_urgent_goes_to_its_channels_own() {
        Webhooks webhooks = new Webhooks(Optional.of(EMAIL), Optional.empty());

        assertThat(addressed(webhooks, true)).hasValue(EMAIL);
        assertThat(webhooks.operator()).isEmpty();
    }

    private static Optional<URI> addressed(Webhooks webhooks, boolean urgent) {
        return webhooks.address(webhooks.lineFor(NotificationChannel.EMAIL, urgent));
    }
}
