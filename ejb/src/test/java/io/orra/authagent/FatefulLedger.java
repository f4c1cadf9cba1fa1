package io.orra.authagent;

import io.orra.credentials.KiteLink;
import io.orra.credentials.SealedValue;
import io.orra.kite.KiteSession;
import io.orra.kite.LoginFailureReason;
import io.orra.kite.UsedSteps;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/** The product's ledger on a real database; process and connection may end before and after each commit. */
final class FatefulLedger extends LoginLedger {

    private final AgentDatabase real;
    private final Fate fate;
    private final Map<UUID, KiteLink> links;

    FatefulLedger(AgentDatabase real, Fate fate, Clock clock, Map<UUID, KiteLink> links) {
        this.real = real;
        this.fate = fate;
        this.links = links;
        this.clock = clock;
        this.sessions = new SessionRows();
    }

    private final class SessionRows extends BrokerSessionService {
        @Override
        public void keepForAgent(UUID tenant, UUID user, KiteSession session, Instant given) {
            Instant now = FatefulLedger.this.clock.instant();
            new BrokerSessions(database)
                    .store(
                            new OpenedSession(
                                    tenant,
                                    user,
                                    session.userId(),
                                    new SealedValue("k", session.accessToken()),
                                    given,
                                    BrokerDay.sessionEnd(given)),
                            now);
        }
    }

    /** As the auth agent's round would see the user. */
    Optional<LoginCandidate> candidate(UUID tenant, UUID user) {
        return committed(() -> new LoginCandidates(database).of(tenant, user, BrokerDay.businessDate(clock.instant())));
    }

    UsedSteps steps() {
        return (account, earliest, furthest) ->
                committed(() -> new LoginAccounts(database).takeStep(LoginAccounts.key(account), earliest, furthest));
    }

    @Override
    public Optional<KiteLink> credentials(LoginCandidate candidate) {
        return Optional.ofNullable(links.get(candidate.userId()));
    }

    @Override
    public AttemptStart start(LoginCandidate candidate, String brokerUserId, Instant now) {
        return committed(() -> super.start(candidate, brokerUserId, now));
    }

    @Override
    public void note(LoginCandidate candidate, LoginOutcome outcome, LoginFailureReason reason, Instant now) {
        committed(() -> {
            super.note(candidate, outcome, reason, now);
            return null;
        });
    }

    @Override
    public void succeed(LoginCandidate candidate, UUID attempt, KiteSession session, Instant given) {
        committed(() -> {
            super.succeed(candidate, attempt, session, given);
            return null;
        });
    }

    @Override
    public void fail(
            LoginCandidate candidate, UUID attempt, LoginOutcome outcome, LoginFailureReason reason, Instant retryAt) {
        committed(() -> {
            super.fail(candidate, attempt, outcome, reason, retryAt);
            return null;
        });
    }

    @Override
    public void closeAbandoned() {
        committed(() -> {
            super.closeAbandoned();
            return null;
        });
    }

    private <T> T committed(Supplier<T> work) {
        T result = real.transaction(em -> {
            EntityManager before = database;
            database = em;
            try {
                T done = work.get();
                fate.beforeCommit();
                return done;
            } finally {
                database = before;
            }
        });
        fate.afterCommit();
        return result;
    }
}
