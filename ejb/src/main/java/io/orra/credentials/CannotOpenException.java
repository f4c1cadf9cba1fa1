package io.orra.credentials;

/**
 * A sealed value does not open. Checked, because whoever works through many tenants must go on with the next one. It
 * never holds anything of the value.
 */
public abstract class CannotOpenException extends Exception {

    CannotOpenException(String message) {
        super(message);
    }
}
