package io.orra.authagent;

import io.orra.credentials.KiteCredentials;
import io.orra.messaging.MessageSender;
import io.orra.messaging.Queues;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Clock;
import java.time.LocalDate;

/** Sends one user's login link: with the mark that it was sent, in one transaction. */
@Stateless
public class ReminderSender {

    @PersistenceContext(unitName = "orra-agent")
    private EntityManager database;

    @Inject
    private LoginLinks links;

    @Inject
    private MessageSender sender;

    @Inject
    private Clock clock;

    /** Once a day for each user, whoever asks. */
    @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
    public void send(LoginCandidate candidate, LocalDate day) {
        if (!new LoginReminders(database).mark(candidate.tenantId(), candidate.userId(), day)) {
            return;
        }
        new KiteCredentials(database)
                .find(candidate.tenantId(), candidate.userId())
                .flatMap(credential -> links.of(credential, LoginLinks.SENT))
                .ifPresent(link -> tell(candidate, day, link));
    }

    private void tell(LoginCandidate candidate, LocalDate day, LoginLinks.LoginLink link) {
        String id = "login-link-" + candidate.tenantId() + "-" + candidate.userId() + "-" + day;
        sender.send(
                Queues.AUTH_NOTICES,
                id,
                candidate.tenantId(),
                Json.createObjectBuilder()
                        .add("id", id)
                        .add("event_type", "broker_login_due")
                        .add("tenant_id", candidate.tenantId().toString())
                        .add("user_id", candidate.userId().toString())
                        .add("login_url", link.address().toString())
                        .add("expires_at", link.expiresAt().toString())
                        .add("occurred_at", clock.instant().toString())
                        .build());
    }
}
