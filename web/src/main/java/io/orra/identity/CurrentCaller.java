package io.orra.identity;

import jakarta.enterprise.context.RequestScoped;
import java.util.Optional;

/** The caller of the request at hand, as the gate found it. */
@RequestScoped
public class CurrentCaller {

    private Caller caller;
    private TenantDirectory.Entry tenant;

    void set(CallerResolver.Authenticated authenticated) {
        caller = authenticated.caller();
        tenant = authenticated.tenant();
    }

    /** Empty on a resource that anybody may call, and while the token is not proven. */
    public Optional<Caller> known() {
        return Optional.ofNullable(caller);
    }

    /** The caller's tenant, as the gate found it. */
    public TenantDirectory.Entry tenant() {
        get();
        return tenant;
    }

    /**
     * @throws IllegalStateException on a resource that anybody may call
     */
    public Caller get() {
        if (caller == null) {
            throw new IllegalStateException("this resource has no caller");
        }
        return caller;
    }
}
