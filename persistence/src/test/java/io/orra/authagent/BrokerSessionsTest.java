package io.orra.authagent;

import static org.assertj.core.api.Assertions.assertThat;

import io.orra.credentials.SealedValue;
import io.orra.persistence.SeededTenant;
import io.orra.persistence.TestUnit;
import io.orra.tenancy.TenantBinding;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class BrokerSessionsTest {

    private static final Instant NOW = Instant.parse("2026-11-24T02:30:00Z");
    private static final Instant FLUSH = Instant.parse("2026-11-25T00:30:00Z");

    private final TestUnit agent = TestUnit.agent();
    private final TestUnit app = TestUnit.tenant();
    private final SeededTenant tenant = SeededTenant.bare();

    @Test
    void aStoredSessionLivesUntilTheFlush() {
        assertThat(store("first", NOW)).isTrue();
        BrokerSession session = find();
        assertThat(session.accessToken()).contains(new SealedValue("k1", "first"));
        assertThat(session.kiteUserId()).isEqualTo("AB1234");
        assertThat(session.loginAt()).isEqualTo(NOW);
        assertThat(session.isLive(FLUSH.minusMillis(1))).isTrue();
        assertThat(session.isLive(FLUSH)).isFalse();
    }

    @Test
    void theNewestLoginWinsWhoeverWritesLast() {
        store("newer", NOW.plusSeconds(60));
        assertThat(store("older", NOW)).isFalse();
        assertThat(find().accessToken()).contains(new SealedValue("k1", "newer"));
        assertThat(store("newest", NOW.plusSeconds(90))).isTrue();
        assertThat(find().accessToken()).contains(new SealedValue("k1", "newest"));
    }

    @Test
    void theApplicationStoresForItsOwnTenant() {
        app.run(em -> {
            new TenantBinding(em).bind(tenant.id());
            BrokerSessions sessions = new BrokerSessions(em);
            assertThat(sessions.store(opened("by a person", NOW), NOW)).isTrue();
            assertThat(sessions.store(opened("again", NOW.plusSeconds(5)), NOW)).isTrue();
            assertThat(sessions.find(tenant.id(), tenant.userId())).isPresent();
        });
        assertThat(find().accessToken()).contains(new SealedValue("k1", "again"));
    }

    @Test
    void anEndedSessionForgetsItsTokenAndKeepsItsFirstReason() {
        store("first", NOW);
        assertThat(agent.<Integer>get(em -> new BrokerSessions(em).endAll(tenant.id(), "tenant_removed", NOW)))
                .isEqualTo(1);
        assertThat(agent.<Integer>get(em -> new BrokerSessions(em).endAll(tenant.id(), "again", NOW)))
                .isZero();
        agent.run(em -> new BrokerSessions(em)
                .find(tenant.id(), tenant.userId())
                .orElseThrow()
                .end("again", NOW));
        BrokerSession session = find();
        assertThat(session.isLive(NOW)).isFalse();
        assertThat(session.accessToken()).isEmpty();
        assertThat(session.endReason()).contains("tenant_removed");
        assertThat(session.endedAt()).contains(NOW);
    }

    @Test
    void aNewLoginReopensAnEndedSession() {
        store("first", NOW);
        agent.run(em -> new BrokerSessions(em).endAll(tenant.id(), "logged_out", NOW));
        assertThat(store("second", NOW.plusSeconds(60))).isTrue();
        BrokerSession session = find();
        assertThat(session.isLive(NOW.plusSeconds(61))).isTrue();
        assertThat(session.endReason()).isEmpty();
        assertThat(session.endedAt()).isEmpty();
    }

    @Test
    void itsTextShowsNoToken() {
        store("marked-secret", NOW);
        assertThat(find() + " " + opened("marked-secret", NOW)).doesNotContain("marked-secret");
    }

    private boolean store(String token, Instant loginAt) {
        return agent.get(em -> new BrokerSessions(em).store(opened(token, loginAt), loginAt));
    }

    private OpenedSession opened(String token, Instant loginAt) {
        return new OpenedSession(tenant.id(), tenant.userId(), "AB1234", new SealedValue("k1", token), loginAt, FLUSH);
    }

    private BrokerSession find() {
        UUID user = tenant.userId();
        return agent.get(em -> new BrokerSessions(em).find(tenant.id(), user).orElseThrow());
    }
}
