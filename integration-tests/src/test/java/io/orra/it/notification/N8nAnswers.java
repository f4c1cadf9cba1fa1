package io.orra.it.notification;

import io.orra.it.frame.Orra;
import io.orra.launcher.settings.Secret;
import io.orra.launcher.settings.Setting;
import jakarta.json.Json;
import jakarta.json.JsonObjectBuilder;

/** How n8n's webhooks answer. */
record N8nAnswers(Orra orra) {

    private static final String[] WEBHOOKS = {"telegram", "whatsapp", "email", "urgent"};

    /** As they should. */
    void well() {
        for (String webhook : WEBHOOKS) {
            with(webhook, Json.createObjectBuilder());
        }
    }

    void with(String webhook, int status) {
        with(webhook, Json.createObjectBuilder().add("status", status));
    }

    void late(String webhook, int millis) {
        with(webhook, Json.createObjectBuilder().add("delay_ms", millis));
    }

    void with(String webhook, JsonObjectBuilder changes) {
        orra.simulated()
                .put(
                        "/n8n/webhooks/" + webhook,
                        Json.createObjectBuilder()
                                .add("auth_header", orra.settled().get(Setting.N8N_WEBHOOK_AUTH_HEADER))
                                .add("auth_value", orra.settled().get(Secret.N8N_WEBHOOK_AUTH_VALUE))
                                .addAll(changes)
                                .build());
    }
}
