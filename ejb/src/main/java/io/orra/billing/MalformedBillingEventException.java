package io.orra.billing;

/** A signed body that is no event: no JSON object, or one without id, type or time. */
public class MalformedBillingEventException extends Exception {

    private static final long serialVersionUID = 1L;

    public MalformedBillingEventException() {
        super("not an event");
    }
}
