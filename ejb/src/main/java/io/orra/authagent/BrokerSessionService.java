package io.orra.authagent;

import io.orra.audit.Audit;
import io.orra.credentials.CannotOpenException;
import io.orra.credentials.CredentialVault;
import io.orra.identity.Caller;
import io.orra.kite.KiteSession;
import io.orra.tenancy.AfterCommit;
import io.orra.tenancy.TenantBound;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Keeps sessions that the broker gave: sealed in the database, then, after the commit, in Redis. */
@Stateless
public class BrokerSessionService {

    @PersistenceContext(unitName = "orra-tenant")
    private EntityManager tenantDatabase;

    @PersistenceContext(unitName = "orra-agent")
    private EntityManager agentDatabase;

    @Inject
    private CredentialVault vault;

    @Inject
    private RedisSessions redis;

    @Inject
    private AfterCommit afterCommit;

    @Inject
    private Audit audit;

    @Inject
    private Clock clock;

    /** A session that the caller's own login gave. */
    @TenantBound
    public void keep(Caller caller, KiteSession session) {
        keep(tenantDatabase, caller.tenantId(), caller.userId(), session, clock.instant());
        // The broker took the account's password: its count of wrong ones begins anew, and so does ours.
        new LoginAccounts(agentDatabase).proven(LoginAccounts.key(session.userId()), clock.instant());
        audit.by(caller, "broker-session.open", session.userId(), Map.of());
    }

    /** The broker refused what the caller's own login gave. */
    @TenantBound
    public void connectFailed(Caller caller, String reason) {
        audit.failed(caller, "broker-session.open", null, reason);
    }

    @TenantBound
    public void tested(Caller caller, UUID user) {
        audit.by(caller, "kite-connection.test", user.toString(), Map.of());
    }

    @TenantBound
    public void testFailed(Caller caller, UUID user, String reason) {
        audit.failed(caller, "kite-connection.test", user.toString(), reason);
    }

    /** The session that a user of the caller's tenant lives on now. */
    @TenantBound
    public Optional<LiveSession> live(Caller caller, UUID user) {
        return new LiveSessions(tenantDatabase).of(caller.tenantId(), user, clock.instant());
    }

    /** Whether the session's token is this one. */
    @TransactionAttribute(TransactionAttributeType.SUPPORTS)
    public boolean holds(LiveSession session, String accessToken) {
        try {
            return vault.openAccessToken(session.tenantId(), session.userId(), session.accessToken())
                    .equals(accessToken);
        } catch (CannotOpenException unopened) {
            return false;
        }
    }

    /**
     * A session that the auth agent's login, or a login link, gave.
     *
     * @param given when; one that was given later is not replaced by it
     */
    public void keepForAgent(UUID tenant, UUID user, KiteSession session, Instant given) {
        keep(agentDatabase, tenant, user, session, given);
    }

    /** The caller's own session is over. */
    @TenantBound
    public void end(Caller caller, String reason) {
        end(new BrokerSessions(tenantDatabase), caller.tenantId(), caller.userId(), reason);
    }

    /** The broker takes this session no more. */
    public void end(UUID tenant, UUID user, String reason) {
        end(new BrokerSessions(agentDatabase), tenant, user, reason);
    }

    /** Redis forgets it after the commit. */
    private void end(BrokerSessions sessions, UUID tenant, UUID user, String reason) {
        sessions.find(tenant, user).ifPresent(session -> {
            session.end(reason, clock.instant());
            afterCommit.run("end of a session", () -> redis.forget(tenant));
        });
    }

    private void keep(EntityManager database, UUID tenant, UUID user, KiteSession session, Instant given) {
        Instant now = clock.instant();
        Instant expiresAt = BrokerDay.sessionEnd(given);
        OpenedSession opened = new OpenedSession(
                tenant,
                user,
                session.userId(),
                vault.sealAccessToken(tenant, user, session.accessToken()),
                given,
                expiresAt);
        boolean stored = new BrokerSessions(database).store(opened, now);
        boolean primary = new LiveSessions(database)
                .primaryOf(tenant, now)
                .map(live -> live.userId().equals(user))
                .orElse(false);
        if (stored && primary) {
            afterCommit.run("kite:access_token", () -> redis.announce(tenant, session.accessToken(), expiresAt));
        }
    }
}
