package io.orra.webhooks;

import static org.assertj.core.api.Assertions.assertThat;

import io.orra.persistence.SeededTenant;
import io.orra.persistence.TestUnit;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class WebhookEventsTest {

    private static final Instant OCCURRED = Instant.parse("2026-11-24T02:29:59Z");
    private static final Instant NOW = Instant.parse("2026-11-24T02:30:00Z");

    private final TestUnit agent = TestUnit.agent();
    private final String id = "msg_" + UUID.randomUUID();

    @Test
    void anEventIsNewOncePerProvider() {
        assertThat(accept(WebhookProvider.CLERK)).isPresent();
        assertThat(accept(WebhookProvider.CLERK)).isEmpty();
        assertThat(accept(WebhookProvider.STRIPE)).isPresent();
    }

    @Test
    void whatItChangedIsKept() {
        UUID tenant = SeededTenant.bare().id();
        WebhookEvent event = agent.get(em -> {
            WebhookEvent accepted = new WebhookEvents(em)
                    .accept(WebhookProvider.CLERK, id, "organization.created", OCCURRED, NOW)
                    .orElseThrow();
            accepted.applyTo(tenant);
            return accepted;
        });
        WebhookEvent kept = agent.get(em -> em.find(WebhookEvent.class, event.id()));
        assertThat(kept.outcome()).isEqualTo(WebhookOutcome.APPLIED);
        assertThat(kept.tenantId()).contains(tenant);
        assertThat(kept.provider()).isEqualTo(WebhookProvider.CLERK);
        assertThat(kept.eventId()).isEqualTo(id);
        assertThat(kept.eventType()).isEqualTo("organization.created");
        assertThat(kept.occurredAt()).isEqualTo(OCCURRED);
        assertThat(kept.receivedAt()).isEqualTo(NOW);
    }

    @Test
    void anEventWithoutATenantIsKeptAsIgnored() {
        UUID ignored = accept(WebhookProvider.CLERK, WebhookEvent::ignore);
        agent.run(em -> {
            assertThat(em.find(WebhookEvent.class, ignored).outcome()).isEqualTo(WebhookOutcome.IGNORED);
            assertThat(em.find(WebhookEvent.class, ignored).tenantId()).isEmpty();
        });
    }

    private UUID accept(WebhookProvider provider, Consumer<WebhookEvent> outcome) {
        return agent.get(em -> {
            WebhookEvent event = new WebhookEvents(em)
                    .accept(provider, id, "organization.created", OCCURRED, NOW)
                    .orElseThrow();
            outcome.accept(event);
            return event.id();
        });
    }

    private Optional<WebhookEvent> accept(WebhookProvider provider) {
        return agent.get(em -> new WebhookEvents(em).accept(provider, id, "organization.created", OCCURRED, NOW));
    }
}
