package io.orra.authagent;

import io.orra.credentials.CannotOpenException;
import io.orra.credentials.CredentialVault;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Puts back what Redis lost: every tenant with a live session has its token there. */
@ApplicationScoped
public class SessionMirror {

    private static final Logger LOG = Logger.getLogger(SessionMirror.class.getName());

    @Inject
    private PrimarySessions sessions;

    @Inject
    private CredentialVault vault;

    @Inject
    private RedisSessions redis;

    /** Writes each tenant's token where Redis holds none or another one. */
    void repair() {
        sessions.primary().forEach(this::repair);
    }

    private void repair(LiveSession session) {
        try {
            String token = vault.openAccessToken(session.tenantId(), session.userId(), session.accessToken());
            if (!token.equals(redis.token(session.tenantId()))) {
                redis.announce(session.tenantId(), token, session.expiresAt());
            }
        } catch (CannotOpenException unopened) {
            LOG.log(Level.WARNING, "the session of tenant {0} cannot be opened: {1}", new Object[] {
                session.tenantId(), unopened.getMessage()
            });
        }
    }
}
