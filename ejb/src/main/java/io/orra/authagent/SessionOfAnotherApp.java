package io.orra.authagent;

import io.orra.credentials.AppChanged;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;

/** Ends the session that the user's earlier app had opened. */
@ApplicationScoped
public class SessionOfAnotherApp {

    @Inject
    private BrokerSessionService sessions;

    void end(@Observes AppChanged change) {
        sessions.end(change.caller(), "app_changed");
    }
}
