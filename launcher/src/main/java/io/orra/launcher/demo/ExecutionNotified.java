package io.orra.launcher.demo;

import io.orra.launcher.settings.Secret;
import io.orra.launcher.settings.Setting;
import io.orra.launcher.settings.Settings;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.JMSRuntimeException;
import jakarta.jms.TextMessage;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.UUID;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;

/** A strategy worker's {@code execution_results} message reaches the tenant's webhook. */
record ExecutionNotified(DemoWorld world) implements DemoStep {
    private static final Duration WITHIN = Duration.ofSeconds(30);

    @Override
    public String title() {
        return "execution_results, webhook";
    }

    @Override
    public String run() {
        String user = world.database
                .column("select user_id from kite_credentials where tenant_id = ?", world.tenantId())
                .get(0);
        JsonObject result = Json.createObjectBuilder()
                .add("id", UUID.randomUUID().toString())
                .add("tenant_id", world.tenantId().toString())
                .add("user_id", user)
                .add("status", "filled")
                .add("order_id", "2511240000" + RandomText.of("0123456789", 5))
                .add("symbol", "NSE:INFY")
                .build();
        send(result);
        Inbox email = new Inbox(world.control, world.settings(), "email", world.tenantId());
        Mismatch.unlessWithin(
                WITHIN, "a call of the email webhook", () -> !email.received().isEmpty(), () -> "none");
        Mismatch.unlessEqual("calls of the email webhook:", 1, email.received().size());
        JsonObject body = email.proven(email.received().get(0));
        Payload.check(body, "event_type", "trade_execution");
        Payload.check(body, "severity", "info");
        Payload.check(body, "tenant_id", world.tenantId().toString());
        Payload.check(body, "user_id", user);
        Payload.check(body, "channel", "email");
        Payload.check(body, "destination", world.tenant.organisation());
        Payload.check(body, "trade_status", "filled");
        Payload.check(body, "message", "Trade executed successfully");
        Payload.time(body);
        Mismatch.unlessEqual("meta", result, body.getJsonObject("meta"));
        return "one call: " + body.getString("message");
    }

    private void send(JsonObject result) {
        Settings settings = world.settings();
        try (ActiveMQConnectionFactory broker = new ActiveMQConnectionFactory(settings.get(Setting.ARTEMIS_URL));
                JMSContext context = broker.createContext(
                        settings.get(Setting.ARTEMIS_USER), settings.get(Secret.ARTEMIS_PASSWORD))) {
            TextMessage message = context.createTextMessage(result.toString());
            message.setStringProperty("_AMQ_DUPL_ID", result.getString("id"));
            context.createProducer().send(context.createQueue("execution_results"), message);
        } catch (JMSRuntimeException | JMSException refused) {
            throw new Mismatch("Artemis takes the message", refused.getClass().getSimpleName());
        }
    }
}
