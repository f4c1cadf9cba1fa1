package io.orra.settings;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Which parts this instance runs: {@code ORRA_ROLES}, by default all of them. */
@ApplicationScoped
public class InstanceRoles {

    private Set<String> roles = Set.of();

    @Inject
    InstanceRoles(@ConfigProperty(name = "ORRA_ROLES", defaultValue = "api,auth,ticker,notification") String roles) {
        this.roles = CommaSeparated.set(roles);
    }

    protected InstanceRoles() {}

    public boolean api() {
        return roles.contains("api");
    }

    public boolean auth() {
        return roles.contains("auth");
    }

    public boolean ticker() {
        return roles.contains("ticker");
    }

    public boolean notification() {
        return roles.contains("notification");
    }
}
