package io.orra.health;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;

/** The three agents of this instance. */
@ApplicationScoped
public class Agents {

    private AgentHealth auth;
    private AgentHealth ticker;
    private AgentHealth notification;

    @Inject
    Agents(Clock clock) {
        auth = new AgentHealth("auth-agent", clock);
        ticker = new AgentHealth("ticker-agent", clock);
        notification = new AgentHealth("notification-agent", clock);
    }

    protected Agents() {}

    public AgentHealth auth() {
        return auth;
    }

    public AgentHealth ticker() {
        return ticker;
    }

    public AgentHealth notification() {
        return notification;
    }
}
