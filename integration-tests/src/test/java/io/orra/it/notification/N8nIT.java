package io.orra.it.notification;

import static io.orra.it.frame.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.orra.it.frame.Orra;
import io.orra.launcher.Service;
import io.orra.launcher.ServiceName;
import io.orra.launcher.settings.Secret;
import io.orra.launcher.settings.Setting;
import jakarta.json.Json;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** One event of each kind, and repeats, through a real n8n with Orra's workflow: runs by {@code ./orra test --with-n8n} only. */
class N8nIT {

    private final Orra orra = Orra.running();

    @Test
    void events_reach_telegram_whatsapp_and_mail_through_the_workflow() throws Exception {
        try (MessengerListener messengers = new MessengerListener();
                SmtpListener mail = new SmtpListener();
                RealN8n n8n = new RealN8n(orra, Path.of(System.getProperty("orra.n8n")))) {
            n8n.start(Map.of(
                    "https://api.telegram.org",
                    messengers.url(),
                    "https://graph.facebook.com",
                    messengers.url(),
                    "the token that BotFather gave",
                    "bot-token",
                    "Bearer the token of the business account",
                    "Bearer business-token",
                    "X-Orra-Webhook-Auth",
                    orra.settled().get(Setting.N8N_WEBHOOK_AUTH_HEADER),
                    "the value of N8N_WEBHOOK_AUTH_VALUE",
                    orra.settled().get(Secret.N8N_WEBHOOK_AUTH_VALUE),
                    "mail.example.com",
                    "127.0.0.1",
                    "\"port\": 465",
                    "\"port\": " + mail.port(),
                    "\"secure\": true",
                    "\"secure\": false",
                    "\"disableStartTls\": false",
                    "\"disableStartTls\": true"));
            orra.part(ServiceName.PAYARA).stop();
            Service server = orra.serverWith(Map.of(
                    "N8N_TELEGRAM_WEBHOOK_URL", n8n.webhook(),
                    "N8N_WHATSAPP_WEBHOOK_URL", n8n.webhook(),
                    "N8N_EMAIL_WEBHOOK_URL", n8n.webhook(),
                    "N8N_URGENT_WEBHOOK_URL", n8n.webhook(),
                    "N8N_WEBHOOK_ALLOWED_HOSTS_CSV", "127.0.0.1"));
            server.start();
            try {
                oneOfEachKind(messengers, mail);
                onceForEachKey(n8n, messengers);
            } finally {
                server.stop();
                orra.part(ServiceName.PAYARA).start();
            }
        }
    }

    private void oneOfEachKind(MessengerListener messengers, SmtpListener mail) {
        Events byTelegram = new Events(orra);
        byTelegram.prefer("{\"channels\":[{\"channel\":\"telegram\",\"destination\":\"12345\"}]}");
        Events byWhatsapp = new Events(orra);
        byWhatsapp.prefer("{\"channels\":[{\"channel\":\"whatsapp\",\"destination\":\"+911234567890\"}]}");
        Events byMail = new Events(orra);
        byMail.prefer("{\"channels\":[{\"channel\":\"email\",\"destination\":\"trader@example.org\"}]}");

        String filled = byTelegram.happen("filled");
        String rejected = Events.id();
        orra.messages()
                .send(
                        Events.QUEUE,
                        null,
                        byWhatsapp.text(rejected, Events.status("rejected").add("error", "no margin <&>")));
        String urgent = Events.id();
        orra.messages()
                .send(
                        "auth_errors",
                        null,
                        byMail.text(urgent, Json.createObjectBuilder().add("event_type", "auth_2fa_failed")));

        eventually().until(() -> "delivered".equals(byTelegram.state(filled)));
        eventually().until(() -> "delivered".equals(byWhatsapp.state(rejected)));
        eventually().until(() -> "delivered".equals(byMail.state(urgent)));
        List<MessengerListener.Call> calls = messengers.calls();
        assertThat(calls).hasSize(2);
        assertThat(calls).anySatisfy(call -> {
            assertThat(call.path()).isEqualTo("/botbot-token/sendMessage");
            assertThat(call.body().getString("chat_id")).isEqualTo("12345");
            assertThat(call.body().getString("text")).isEqualTo("Trade executed successfully");
        });
        assertThat(calls).anySatisfy(call -> {
            assertThat(call.authorization()).isEqualTo("Bearer business-token");
            assertThat(call.body().getString("to")).isEqualTo("+911234567890");
            assertThat(call.body().getJsonObject("text").getString("body"))
                    .isEqualTo("Trade execution failed: no margin <&>");
        });
        assertThat(mail.mails())
                .singleElement()
                .satisfies(text -> assertThat(text)
                        .contains(
                                "trader@example.org",
                                "Subject: Urgent: Orra: auth_2fa_failed",
                                "Zerodha 2FA login failed"));
    }

    /** A call whose answer Orra never saw is made again, and so is one that failed. */
    private void onceForEachKey(RealN8n n8n, MessengerListener messengers) throws Exception {
        int before = messengers.calls().size();
        assertThat(call(n8n, "repeated-telegram", "telegram")).isEqualTo(200);
        assertThat(call(n8n, "repeated-telegram", "telegram")).isEqualTo(200);
        assertThat(messengers.calls()).hasSize(before + 1);

        messengers.refuseOne();
        assertThat(call(n8n, "refused-telegram", "telegram")).isEqualTo(500);
        assertThat(call(n8n, "refused-telegram", "telegram")).isEqualTo(200);
        assertThat(messengers.calls()).hasSize(before + 2);

        assertThat(call(n8n, "unknown-pigeon", "pigeon")).isEqualTo(422);
    }

    private int call(RealN8n n8n, String key, String channel) throws Exception {
        return n8n.call(
                orra.settled().get(Setting.N8N_WEBHOOK_AUTH_HEADER),
                orra.settled().get(Secret.N8N_WEBHOOK_AUTH_VALUE),
                key,
                Json.createObjectBuilder()
                        .add("id", key)
                        .add("channel", channel)
                        .add("destination", "12345")
                        .add("event_type", "trade_execution")
                        .add("severity", "info")
                        .add("message", "Told " + key)
                        .build()
                        .toString());
    }
}
