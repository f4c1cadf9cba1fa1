package io.orra.authagent;

import io.orra.credentials.CannotOpenException;
import io.orra.credentials.CredentialVault;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Brings Redis to what the database holds: every tenant with a live session has its token there, and nobody's stays when
 * the session has ended. A token is written and removed after the commit that it follows from, so a crash in between, or
 * a login and an end at once, can leave Redis behind.
 */
@ApplicationScoped
public class SessionMirror {

    private static final Logger LOG = Logger.getLogger(SessionMirror.class.getName());

    /** Longer than an instance takes to come up again. */
    private static final Duration LATELY = Duration.ofMinutes(15);

    @Inject
    private PrimarySessions sessions;

    @Inject
    private CredentialVault vault;

    @Inject
    private RedisSessions redis;

    void repair() {
        sessions.primary().stream()
                .filter(session ->
                        token(session).filter(token -> !holds(session, token)).isPresent())
                .map(LiveSession::tenantId)
                .forEach(this::follow);
        sessions.lost(LATELY).stream()
                .filter(tenant -> redis.token(tenant) != null)
                .forEach(this::follow);
    }

    private boolean holds(LiveSession session, String token) {
        return token.equals(redis.token(session.tenantId()));
    }

    /** Until the database still says what was written: a login or an end at the same time is not undone. */
    private void follow(UUID tenant) {
        Optional<LiveSession> written;
        do {
            written = sessions.primaryOf(tenant);
            written.ifPresentOrElse(this::announce, () -> redis.forget(tenant));
        } while (!written.equals(sessions.primaryOf(tenant)));
    }

    private void announce(LiveSession session) {
        token(session).ifPresent(token -> redis.announce(session.tenantId(), token, session.expiresAt()));
    }

    private Optional<String> token(LiveSession session) {
        try {
            return Optional.of(vault.openAccessToken(session.tenantId(), session.userId(), session.accessToken()));
        } catch (CannotOpenException unopened) {
            LOG.log(Level.WARNING, "the session of tenant {0} cannot be opened: {1}", new Object[] {
                session.tenantId(), unopened.getMessage()
            });
            return Optional.empty();
        }
    }
}
