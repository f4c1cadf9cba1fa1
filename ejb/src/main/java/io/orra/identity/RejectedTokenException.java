package io.orra.identity;

/** A token that does not prove who calls. The message is the original's and safe to show. */
public class RejectedTokenException extends Exception {

    private static final long serialVersionUID = 1L;

    public RejectedTokenException(String message) {
        super(message);
    }
}
