package io.orra.credentials;

/** The value was changed, or belongs to another tenant, user or field, or its key id stands for another key now. */
public class BrokenSealException extends CannotOpenException {

    BrokenSealException() {
        super("The sealed value was changed or belongs elsewhere");
    }
}
