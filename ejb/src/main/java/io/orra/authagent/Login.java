package io.orra.authagent;

import java.util.UUID;

/** Whose login it is: a person may be a user of several tenants, under one id, and each has a session of its own. */
record Login(UUID tenantId, UUID userId) {

    static Login of(LoginCandidate candidate) {
        return new Login(candidate.tenantId(), candidate.userId());
    }

    static Login of(LiveSession session) {
        return new Login(session.tenantId(), session.userId());
    }
}
