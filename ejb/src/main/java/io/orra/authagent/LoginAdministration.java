package io.orra.authagent;

import io.orra.audit.Audit;
import io.orra.identity.Caller;
import io.orra.problem.Refusal;
import io.orra.tenancy.Tenants;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** A tenant's logins under an operator's hand. */
@Stateless
public class LoginAdministration {

    @PersistenceContext(unitName = "orra-agent")
    private EntityManager database;

    @Inject
    private Audit audit;

    @Inject
    private Clock clock;

    /**
     * How the logins of one user stand.
     *
     * @param sessionUntil null without a live session
     * @param lastReason why the newest attempt failed; null when it did not
     */
    public record LoginState(
            UUID userId,
            boolean autoLogin,
            boolean paused,
            long attemptsToday,
            long countedToday,
            String lastReason,
            Instant sessionUntil) {}

    /**
     * Those of a tenant's linked users.
     *
     * @throws Refusal 404 when there is no such tenant
     */
    public List<LoginState> of(UUID tenant) {
        require(tenant);
        Instant now = clock.instant();
        return new LoginCandidates(database)
                .ofTenant(tenant, BrokerDay.businessDate(now)).stream()
                        .map(candidate -> state(candidate, now))
                        .toList();
    }

    private static LoginState state(LoginCandidate candidate, Instant now) {
        return new LoginState(
                candidate.userId(),
                candidate.autoLogin(),
                candidate.paused(),
                candidate.attempts(),
                candidate.countedAttempts(),
                candidate.lastReason(),
                candidate.hasLiveSession(now) ? candidate.sessionExpiresAt() : null);
    }

    /**
     * Lets a user be tried again. The day's limit stays, and so does that of entries in a row: the broker counts on.
     *
     * @return how many attempts no longer hold the user
     * @throws Refusal 404 when there is no such tenant
     */
    public int clear(Caller operator, UUID tenant, UUID user) {
        require(tenant);
        int cleared = new LoginAttempts(database).clear(tenant, user, clock.instant());
        audit.byOperator(
                operator, tenant, "broker-login.clear", user.toString(), Map.of("attempts", Integer.toString(cleared)));
        return cleared;
    }

    /**
     * What the broker's page showed at the user's newest login that needs a person, as PNG; who looks is audited.
     *
     * @throws Refusal 404 when there is none
     */
    public byte[] screenshot(Caller operator, UUID tenant, UUID user) {
        byte[] png = new LoginScreenshots(database)
                .find(tenant, user)
                .orElseThrow(() -> Refusal.notFound("login-screenshot-not-found", "There is no screenshot"));
        audit.byOperator(operator, tenant, "broker-login.screenshot", user.toString(), Map.of());
        return png;
    }

    private void require(UUID tenant) {
        new Tenants(database).find(tenant).orElseThrow(() -> Refusal.notFound("tenant-not-found", "Tenant not found"));
    }
}
