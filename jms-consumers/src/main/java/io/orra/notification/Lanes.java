package io.orra.notification;

import java.util.UUID;

/** What is told one after another: a tenant's notifications on one webhook, the urgent ones apart. */
final class Lanes {

    private Lanes() {}

    static String of(UUID tenantId, WebhookLine webhook, boolean urgent) {
        return tenantId + ":" + webhook.word() + (urgent ? ":urgent" : "");
    }
}
