package io.orra.credentials;

/** The key that sealed the value is not among those of MASTER_ENCRYPTION_KEY: the operator can bring it back. */
public class UnknownKeyException extends CannotOpenException {

    UnknownKeyException() {
        super("The value is sealed by a key that MASTER_ENCRYPTION_KEY does not hold");
    }
}
