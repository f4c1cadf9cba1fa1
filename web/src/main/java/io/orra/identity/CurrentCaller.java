package io.orra.identity;

import jakarta.enterprise.context.RequestScoped;

/** The caller of the request at hand, as the gate found it. */
@RequestScoped
public class CurrentCaller {

    private Caller caller;

    void set(Caller authenticated) {
        caller = authenticated;
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
