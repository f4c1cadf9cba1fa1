package io.orra.health;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;
import org.eclipse.microprofile.health.Readiness;

/** MicroProfile Health: live while the process answers, ready while database, Redis and Artemis do
 * and it is not about to end. */
@ApplicationScoped
public class Checks {

    @Inject
    private DependencyState dependencies;

    @Inject
    private Drain drain;

    @Produces
    @Liveness
    HealthCheck live() {
        return () -> HealthCheckResponse.up("orra");
    }

    @Produces
    @Readiness
    HealthCheck draining() {
        return () -> HealthCheckResponse.named("taking_requests")
                .status(!drain.begun())
                .build();
    }

    @Produces
    @Readiness
    HealthCheck database() {
        return () -> check(Dependency.DATABASE);
    }

    @Produces
    @Readiness
    HealthCheck redis() {
        return () -> check(Dependency.REDIS);
    }

    @Produces
    @Readiness
    HealthCheck artemis() {
        return () -> check(Dependency.ARTEMIS);
    }

    private HealthCheckResponse check(Dependency dependency) {
        return HealthCheckResponse.named(dependency.shownAs())
                .status(dependencies.up(dependency))
                .build();
    }
}
