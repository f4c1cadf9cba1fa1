package io.orra.authagent;

import io.orra.credentials.KiteCredentials;
import io.orra.kite.LoginFailureReason;
import io.orra.messaging.MessageSender;
import io.orra.messaging.Queues;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Clock;
import java.util.Set;

/**
 * Tells of failed attempts on {@code auth_errors}: each once, in one transaction with the mark that it was told. While
 * the broker of messages is away nothing is marked, and all is told later.
 */
@Stateless
public class AuthErrorReporter {

    private static final int BATCH = 50;
    private static final Set<String> TWO_FACTOR =
            Set.of(LoginFailureReason.INVALID_CREDENTIALS.code(), LoginFailureReason.INVALID_TOTP.code());

    @PersistenceContext(unitName = "orra-agent")
    private EntityManager database;

    @Inject
    private MessageSender sender;

    @Inject
    private LoginLinks links;

    @Inject
    private Clock clock;

    /** Tells of what was not told yet; returns how many attempts that were. */
    public int report() {
        LoginAttempts attempts = new LoginAttempts(database);
        var untold = attempts.unreported(BATCH);
        for (LoginAttempt attempt : untold) {
            if (worthTelling(attempts, attempt)) {
                sender.send(Queues.AUTH_ERRORS, attempt.id().toString(), attempt.tenantId(), message(attempt));
            }
            attempt.report(clock.instant());
        }
        return untold.size();
    }

    /** What is retried by itself is one failure, however often: told once a day for each reason. */
    private static boolean worthTelling(LoginAttempts attempts, LoginAttempt attempt) {
        return forAPerson(attempt) || !attempts.told(attempt);
    }

    private static boolean forAPerson(LoginAttempt attempt) {
        return attempt.outcome() == LoginOutcome.CREDENTIAL_FAILURE || attempt.outcome() == LoginOutcome.PERSON_NEEDED;
    }

    /** What a person has to mend comes with a link to log in by hand meanwhile. */
    private JsonObject message(LoginAttempt attempt) {
        String reason = attempt.reason().orElse("unknown");
        JsonObjectBuilder message = Json.createObjectBuilder()
                .add("id", attempt.id().toString())
                .add("event_type", TWO_FACTOR.contains(reason) ? "auth_2fa_failed" : "auth_login_failed")
                .add("tenant_id", attempt.tenantId().toString())
                .add("user_id", attempt.userId().toString())
                .add("severity", "urgent")
                .add("error", "Zerodha login failed: " + reason)
                .add("reason", reason)
                .add("occurred_at", attempt.finishedAt().orElseThrow().toString());
        if (forAPerson(attempt)) {
            new KiteCredentials(database)
                    .find(attempt.tenantId(), attempt.userId())
                    .flatMap(credential -> links.of(credential, LoginLinks.SENT))
                    .ifPresent(link -> message.add("login_url", link.address().toString())
                            .add("login_url_expires_at", link.expiresAt().toString()));
        }
        return message.build();
    }
}
