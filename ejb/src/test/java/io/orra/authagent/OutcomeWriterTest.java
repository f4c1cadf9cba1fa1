package io.orra.authagent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orra.credentials.SealedValue;
import io.orra.kite.KiteSession;
import io.orra.kite.LoginFailureReason;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What came of a login, while the database comes and goes. */
class OutcomeWriterTest {

    private static final Instant NOW = Instant.parse("2026-11-24T02:30:00Z");
    private static AgentDatabase database;

    private final SettableClock clock = new SettableClock(NOW);
    private final Fate fate = new Fate(new Random(1));
    private final FatefulLedger ledger = new FatefulLedger(database, fate, clock, Map.of());
    private final OutcomeWriter writer = new OutcomeWriter(clock, clock::pass);
    private final UUID tenant = UUID.randomUUID();
    private final String account = "AB" + tenant;

    @BeforeAll
    static void open() throws IOException, SQLException {
        database = new AgentDatabase();
    }

    @AfterAll
    static void close() throws IOException {
        database.close();
    }

    @Test
    void aSessionIsKeptOnceTheDatabaseIsBack() {
        LoginCandidate candidate = linked();
        UUID attempt = begun(candidate);

        fate.databaseLeaves(3, 1);
        writer.write(NOW.plus(LoginAccounts.LEASE), () -> ledger.succeed(candidate, attempt, given(), NOW));

        assertThat(attempt(attempt).outcome()).isEqualTo(LoginOutcome.SUCCEEDED);
        assertThat(session().loginAt()).as("given, not recorded").isEqualTo(NOW);
        assertThat(clock.instant()).as("a pause after each of four").isEqualTo(NOW.plusSeconds(4));
        assertThat(start(candidate).hold())
                .as("who asks now sees that there is a session")
                .isEqualTo(AttemptStart.Hold.CHANGED);
    }

    @Test
    void aSessionThatCameMeanwhileStays() {
        LoginCandidate candidate = linked();
        UUID attempt = begun(candidate);
        Instant later = NOW.plusSeconds(9);
        database.transaction(em -> new BrokerSessions(em)
                .store(
                        new OpenedSession(
                                tenant,
                                tenant,
                                account,
                                new SealedValue("k", "by hand"),
                                later,
                                BrokerDay.sessionEnd(later)),
                        later));

        fate.databaseLeaves(12, 0);
        writer.write(NOW.plus(LoginAccounts.LEASE), () -> ledger.succeed(candidate, attempt, given(), NOW));

        assertThat(attempt(attempt).outcome()).isEqualTo(LoginOutcome.SUCCEEDED);
        assertThat(session().accessToken()).contains(new SealedValue("k", "by hand"));
    }

    @Test
    void aFailureIsKeptToo() {
        LoginCandidate candidate = linked();
        UUID attempt = begun(candidate);

        fate.databaseLeaves(2, 1);
        writer.write(
                NOW.plus(LoginAccounts.LEASE),
                () -> ledger.fail(
                        candidate, attempt, LoginOutcome.CREDENTIAL_FAILURE, LoginFailureReason.INVALID_TOTP, null));

        assertThat(attempt(attempt).outcome()).isEqualTo(LoginOutcome.CREDENTIAL_FAILURE);
    }

    @Test
    void afterTheLeaseItIsGivenUp() {
        LoginCandidate candidate = linked();
        UUID attempt = begun(candidate);

        fate.databaseLeaves(Integer.MAX_VALUE, 0);
        assertThatThrownBy(() -> writer.write(
                        NOW.plus(LoginAccounts.LEASE), () -> ledger.succeed(candidate, attempt, given(), NOW)))
                .isInstanceOf(DatabaseAway.class);

        assertThat(Duration.between(NOW, clock.instant())).isEqualTo(LoginAccounts.LEASE);
        fate.databaseLeaves(0, 0);
        assertThat(attempt(attempt).outcome()).isEqualTo(LoginOutcome.STARTED);
    }

    private LoginCandidate linked() {
        database.link(tenant);
        return ledger.candidate(tenant, tenant).orElseThrow();
    }

    private UUID begun(LoginCandidate candidate) {
        return start(candidate).begun().orElseThrow();
    }

    private AttemptStart start(LoginCandidate candidate) {
        return ledger.start(candidate, account, clock.instant());
    }

    private KiteSession given() {
        return new KiteSession(account, "A", "a@example.com", "by the agent", NOW);
    }

    private LoginAttempt attempt(UUID attempt) {
        return database.transaction(em -> em.find(LoginAttempt.class, attempt));
    }

    private BrokerSession session() {
        return database.transaction(
                em -> new BrokerSessions(em).find(tenant, tenant).orElseThrow());
    }
}
