package io.orra.authagent;

import io.orra.health.AgentHealth;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Says how the logins stand: unhealthy once too large a share of the tenants that want one has failed, and why. */
@ApplicationScoped
public class LoginHealth {

    private double limit;
    private volatile boolean clockAgrees = true;

    @Inject
    LoginHealth(@ConfigProperty(name = "AUTH_UNHEALTHY_SHARE", defaultValue = "0.5") double limit) {
        this.limit = limit;
    }

    protected LoginHealth() {}

    /** Whether this host's clock was the broker's at the newest look. */
    void clock(boolean agrees) {
        clockAgrees = agrees;
    }

    /** @param open whether sessions are due now; while they are not, nobody lacks one */
    void tell(AgentHealth health, List<LoginCandidate> candidates, boolean open, Instant now) {
        List<LoginCandidate> automatic =
                candidates.stream().filter(LoginCandidate::autoLogin).toList();
        List<LoginCandidate> failed = automatic.stream()
                .filter(c -> open && !c.hasLiveSession(now) && c.lastReason() != null)
                .toList();
        health.metric("linked", candidates.size());
        health.metric("automatic", automatic.size());
        health.metric(
                "live_sessions",
                candidates.stream().filter(c -> c.hasLiveSession(now)).count());
        health.metric(
                "paused", candidates.stream().filter(LoginCandidate::paused).count());
        health.metric("failed_tenants", tenants(failed));
        Optional<String> complaint = complaint(automatic, failed);
        if (!clockAgrees) {
            health.failure("this host's clock differs from the broker's by more than two seconds: nobody is logged in");
        } else if (complaint.isPresent()) {
            health.failure(complaint.get());
        } else {
            health.success();
        }
    }

    /** How many failed, and why, when that is too large a share. */
    Optional<String> complaint(List<LoginCandidate> automatic, List<LoginCandidate> failed) {
        long wanting = tenants(automatic);
        long failing = tenants(failed);
        return failing > limit * wanting
                ? Optional.of(failing + " of " + wanting + " tenants have no session: " + reasons(failed))
                : Optional.empty();
    }

    private static long tenants(List<LoginCandidate> candidates) {
        return candidates.stream().map(LoginCandidate::tenantId).distinct().count();
    }

    private static String reasons(List<LoginCandidate> failed) {
        Map<String, Long> counts = failed.stream()
                .collect(Collectors.groupingBy(LoginCandidate::lastReason, TreeMap::new, Collectors.counting()));
        return counts.entrySet().stream()
                .map(one -> one.getValue() + " " + one.getKey())
                .collect(Collectors.joining(", "));
    }
}
