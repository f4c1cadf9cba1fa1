package io.orra.notification;

import io.orra.health.AgentHealth;
import io.orra.messaging.DeadLetterQueue;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Clock;
import java.time.Duration;

/** How much waits, since when, and what is dead, for the agent's health. */
@Stateless
public class NotificationGauges {

    private static final int MOST_DEAD = 10_000;

    @PersistenceContext(unitName = "orra-agent")
    private EntityManager database;

    @Inject
    private DeadLetterQueue letters;

    @Inject
    private Clock clock;

    public void backlog(AgentHealth health) {
        NotificationLog.Backlog backlog = new NotificationLog(database).backlog();
        health.metric("backlog", backlog.waiting() + backlog.sending());
        health.metric("held", backlog.held());
        health.metric("notifications_dead", backlog.dead());
        health.metric(
                "oldest_waiting_seconds",
                backlog.oldest() == null
                        ? 0
                        : Math.max(
                                0,
                                Duration.between(backlog.oldest(), clock.instant())
                                        .toSeconds()));
    }

    /** Up to {@value #MOST_DEAD} are counted. */
    public void deadLetters(AgentHealth health) {
        health.metric("dead_letters", letters.list(letter -> true, MOST_DEAD).size());
    }
}
