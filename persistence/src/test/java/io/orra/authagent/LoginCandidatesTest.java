package io.orra.authagent;

import static org.assertj.core.api.Assertions.assertThat;

import io.orra.credentials.KiteCredential;
import io.orra.credentials.KiteCredentials;
import io.orra.credentials.SealedCredential;
import io.orra.credentials.SealedValue;
import io.orra.persistence.SeededTenant;
import io.orra.persistence.TestUnit;
import io.orra.tenancy.TenantBinding;
import io.orra.tenancy.Tenants;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class LoginCandidatesTest {

    private static final LocalDate TODAY = LocalDate.of(2026, 11, 24);
    private static final Instant NOW = Instant.parse("2026-11-24T02:30:00Z");
    private static final Instant FLUSH = Instant.parse("2026-11-25T00:30:00Z");

    private final TestUnit agent = TestUnit.agent();
    private final SeededTenant tenant = SeededTenant.bare();
    private final String account = LoginAccounts.key("AB" + UUID.randomUUID());

    @Test
    void aLinkedUserWithoutASessionIsOne() {
        link(true);
        assertThat(candidates())
                .containsExactly(new LoginCandidate(
                        tenant.id(), tenant.userId(), 1, true, null, null, null, null, 0, 0, 0, null));
        assertThat(candidates().get(0).hasLiveSession(NOW)).isFalse();
        assertThat(streamable()).isEmpty();
    }

    @Test
    void whoDidNotConsentIsToldApart() {
        link(false);
        assertThat(candidates())
                .singleElement()
                .satisfies(user -> assertThat(user.autoLogin()).isFalse());
    }

    @Test
    void whoLinkedNothingIsNone() {
        assertThat(candidates()).isEmpty();
    }

    @Test
    void theSessionAndTheDaysAttemptsComeAlong() {
        link(true);
        attempt(TODAY, LoginOutcome.TRANSIENT_FAILURE);
        attempt(TODAY, LoginOutcome.CREDENTIAL_FAILURE);
        attempt(TODAY, LoginOutcome.SUCCEEDED);
        attempt(TODAY.minusDays(1), LoginOutcome.CREDENTIAL_FAILURE);
        open();
        assertThat(candidates()).singleElement().satisfies(user -> {
            assertThat(user.countedAttempts()).isEqualTo(1);
            assertThat(user.attempts()).isEqualTo(3);
            assertThat(user.sessionLoginAt()).isEqualTo(NOW);
            assertThat(user.hasLiveSession(NOW)).isTrue();
            assertThat(user.hasLiveSession(FLUSH)).isFalse();
        });
    }

    @Test
    void aRefusalPausesUntilTheCredentialsChange() {
        link(true);
        attempt(TODAY.minusDays(1), LoginOutcome.TRANSIENT_FAILURE);
        assertThat(candidates().get(0).paused()).isFalse();
        attempt(TODAY.minusDays(1), LoginOutcome.CREDENTIAL_FAILURE);
        assertThat(candidates().get(0).paused()).isTrue();
        relink();
        assertThat(candidates().get(0).paused()).isFalse();
    }

    @Test
    void anOperatorEndsThePause() {
        link(true);
        attempt(TODAY.minusDays(1), LoginOutcome.CREDENTIAL_FAILURE);
        agent.<Integer>get(em -> new LoginAttempts(em).clear(tenant.id(), tenant.userId(), NOW));
        assertThat(candidates().get(0).paused()).isFalse();
    }

    @Test
    void whatAPersonHasToDoPausesForItsDay() {
        link(true);
        attempt(TODAY.minusDays(1), LoginOutcome.PERSON_NEEDED);
        assertThat(candidates().get(0).paused()).isFalse();
        attempt(TODAY, LoginOutcome.PERSON_NEEDED);
        assertThat(candidates().get(0).paused()).isTrue();
        assertThat(candidates().get(0).lastReason()).isEqualTo("person_needed");
    }

    @Test
    void aLiveSessionIsStreamedUntilItEnds() {
        link(true);
        open();
        assertThat(streamable()).singleElement().satisfies(session -> {
            assertThat(session.apiKey()).isEqualTo(new SealedValue("k1", "key"));
            assertThat(session.accessToken()).isEqualTo(new SealedValue("k2", "token"));
            assertThat(session.kiteUserId()).isEqualTo("AB1234");
            assertThat(session.expiresAt()).isEqualTo(FLUSH);
        });
        assertThat(streamable(FLUSH)).isEmpty();
        agent.run(em -> new BrokerSessions(em).endAll(tenant.id(), "logged_out", NOW));
        assertThat(streamable()).isEmpty();
        assertThat(candidates().get(0).hasLiveSession(NOW)).isFalse();
    }

    @Test
    void anInactiveTenantIsNeitherLoggedInNorStreamed() {
        link(true);
        open();
        agent.run(em -> new Tenants(em).find(tenant.id()).orElseThrow().deactivate(NOW));
        assertThat(candidates()).isEmpty();
        assertThat(streamable()).isEmpty();
    }

    @Test
    void erasedCredentialsEndIt() {
        link(true);
        open();
        agent.run(em -> new KiteCredentials(em).eraseAll(tenant.id()));
        assertThat(candidates()).isEmpty();
        assertThat(streamable()).isEmpty();
    }

    private void link(boolean autoLogin) {
        SealedValue key = new SealedValue("k1", "key");
        TestUnit.tenant().run(em -> {
            new TenantBinding(em).bind(tenant.id());
            new KiteCredentials(em)
                    .add(new KiteCredential(
                            tenant.id(), tenant.userId(), new SealedCredential(key, key, key), autoLogin, NOW));
        });
    }

    private void relink() {
        SealedValue key = new SealedValue("k1", "other");
        TestUnit.tenant().run(em -> {
            new TenantBinding(em).bind(tenant.id());
            new KiteCredentials(em)
                    .find(tenant.id(), tenant.userId())
                    .orElseThrow()
                    .replace(new SealedCredential(key, key, key), true, NOW);
        });
    }

    private void open() {
        agent.run(em -> new BrokerSessions(em)
                .store(
                        new OpenedSession(
                                tenant.id(), tenant.userId(), "AB1234", new SealedValue("k2", "token"), NOW, FLUSH),
                        NOW));
    }

    private void attempt(LocalDate date, LoginOutcome outcome) {
        agent.run(em -> {
            AttemptRequest request =
                    new AttemptRequest(tenant.id(), tenant.userId(), account, date, NOW.minusSeconds(28_800), 1);
            LoginAttempts attempts = new LoginAttempts(em);
            UUID attempt = attempts.start(request, NOW).begun().orElseThrow();
            attempts.close(tenant.id(), attempt, outcome, outcome.word(), null, NOW);
        });
    }

    private List<LoginCandidate> candidates() {
        return agent.get(em -> new LoginCandidates(em).on(TODAY)).stream()
                .filter(user -> user.tenantId().equals(tenant.id()))
                .toList();
    }

    private List<LiveSession> streamable() {
        return streamable(NOW);
    }

    private List<LiveSession> streamable(Instant at) {
        return agent.get(em -> new LiveSessions(em).at(at)).stream()
                .filter(session -> session.tenantId().equals(tenant.id()))
                .toList();
    }
}
