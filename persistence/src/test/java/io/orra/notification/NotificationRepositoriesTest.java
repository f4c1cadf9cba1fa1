package io.orra.notification;

import static org.assertj.core.api.Assertions.assertThat;

import io.orra.persistence.SeededTenant;
import io.orra.persistence.TestUnit;
import io.orra.tenancy.TenantBinding;
import jakarta.persistence.EntityManager;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class NotificationRepositoriesTest {

    private static final Instant NOW = Instant.parse("2026-11-24T02:30:00Z");

    private final TestUnit agent = TestUnit.agent();
    private final SeededTenant tenant = SeededTenant.bare();

    @Test
    void theAgentsReadWhatTheTenantPrefers() {
        asTenant(preferences -> preferences.add(new NotificationPreference(
                tenant.id(), tenant.userId(), NotificationChannel.EMAIL, "a@example.org", NOW)));
        asTenant(preferences -> preferences
                .find(tenant.id(), tenant.userId())
                .orElseThrow()
                .redirect(NotificationChannel.TELEGRAM, "12345", NOW));
        agent.run(em -> assertThat(new NotificationPreferences(em).findEnabled(tenant.id(), tenant.userId()))
                .hasValueSatisfying(preference -> {
                    assertThat(preference.channel()).isEqualTo(NotificationChannel.TELEGRAM);
                    assertThat(preference.destination()).isEqualTo("12345");
                }));
    }

    @Test
    void aPreferenceThatIsOffIsNoTarget() {
        asTenant(preferences -> preferences.add(new NotificationPreference(
                tenant.id(), tenant.userId(), NotificationChannel.WHATSAPP, "+911234567890", NOW)));
        asTenant(preferences ->
                preferences.find(tenant.id(), tenant.userId()).orElseThrow().disable(NOW));
        agent.run(em -> {
            NotificationPreferences preferences = new NotificationPreferences(em);
            assertThat(preferences.findEnabled(tenant.id(), tenant.userId())).isEmpty();
            assertThat(preferences.find(tenant.id(), tenant.userId())).isPresent();
            assertThat(preferences.findEnabled(tenant.id(), UUID.randomUUID())).isEmpty();
        });
    }

    @Test
    void anEventIsAcceptedOncePerQueue() {
        String event = UUID.randomUUID().toString();
        assertThat(accept("auth_errors", event)).isTrue();
        assertThat(accept("auth_errors", event)).isFalse();
        assertThat(accept("execution_results", event)).isTrue();
    }

    @Test
    void twoTenantsMayChooseTheSameId() {
        String event = UUID.randomUUID().toString();
        NotificationInbox.Arrival others =
                new NotificationInbox.Arrival(SeededTenant.bare().id(), "auth_errors", event);
        assertThat(accept("auth_errors", event)).isTrue();
        assertThat(agent.<Set<NotificationInbox.Arrival>>get(
                        em -> new NotificationInbox(em).accept(List.of(others), NOW)))
                .containsExactly(others);
    }

    @Test
    void anEventWhoseEffectWasRolledBackIsNewAgain() {
        String event = UUID.randomUUID().toString();
        agent.run(em -> {
            assertThat(acceptIn(em, "auth_errors", event)).isTrue();
            em.getTransaction().setRollbackOnly();
            em.getTransaction().rollback();
            em.getTransaction().begin();
        });
        assertThat(accept("auth_errors", event)).isTrue();
    }

    @Test
    void eachAttemptLeavesALine() {
        UUID notification = UUID.randomUUID();
        String event = notification.toString();
        DeliveryAttempt failed = new DeliveryAttempt(
                notification,
                event,
                1,
                NotificationChannel.EMAIL,
                "a***@example.org",
                503,
                Duration.ofMillis(120),
                DeliveryOutcome.FAILED,
                "server_error",
                NOW);
        DeliveryAttempt noAnswer = new DeliveryAttempt(
                notification,
                event,
                2,
                NotificationChannel.EMAIL,
                "a***@example.org",
                null,
                Duration.ofSeconds(10),
                DeliveryOutcome.FAILED,
                "timeout",
                NOW.plusSeconds(1));
        DeliveryAttempt delivered = new DeliveryAttempt(
                notification,
                event,
                3,
                NotificationChannel.EMAIL,
                "a***@example.org",
                200,
                Duration.ofMillis(50),
                DeliveryOutcome.DELIVERED,
                null,
                NOW.plusSeconds(2));
        agent.run(em -> {
            NotificationDeliveries log = new NotificationDeliveries(em);
            log.log(
                    Stream.of(delivered, failed, noAnswer)
                            .map(attempt -> new NotificationDeliveries.Line(tenant.id(), attempt))
                            .toList(),
                    NOW);
        });
        agent.run(em -> {
            assertThat(new NotificationDeliveries(em).of(tenant.id(), event))
                    .containsExactly(failed, noAnswer, delivered);
            assertThat(new NotificationDeliveries(em).of(tenant.id(), List.of(notification)))
                    .containsExactly(failed, noAnswer, delivered);
            assertThat(new NotificationDeliveries(em).of(UUID.randomUUID(), event))
                    .isEmpty();
        });
    }

    @Test
    void ofABatchTheNewEventsAreAcceptedEachOnce() {
        String seen = UUID.randomUUID().toString();
        String fresh = UUID.randomUUID().toString();
        accept("auth_errors", seen);

        assertThat(agent.<Set<NotificationInbox.Arrival>>get(em -> new NotificationInbox(em)
                        .accept(
                                Stream.of(fresh, seen, fresh)
                                        .map(event -> new NotificationInbox.Arrival(tenant.id(), "auth_errors", event))
                                        .toList(),
                                NOW)))
                .containsExactly(new NotificationInbox.Arrival(tenant.id(), "auth_errors", fresh));
    }

    private boolean acceptIn(EntityManager em, String queue, String event) {
        return !new NotificationInbox(em)
                .accept(List.of(new NotificationInbox.Arrival(tenant.id(), queue, event)), NOW)
                .isEmpty();
    }

    private boolean accept(String queue, String event) {
        return agent.get(em -> acceptIn(em, queue, event));
    }

    private void asTenant(Consumer<NotificationPreferences> work) {
        TestUnit.tenant().run(em -> {
            new TenantBinding(em).bind(tenant.id());
            work.accept(new NotificationPreferences(em));
        });
    }
}
