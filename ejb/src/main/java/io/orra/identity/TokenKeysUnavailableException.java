package io.orra.identity;

/** Clerk's signing keys cannot be had now, and none are kept from before: nobody can be let in, nobody is refused. */
public class TokenKeysUnavailableException extends Exception {

    private static final long serialVersionUID = 1L;

    public TokenKeysUnavailableException(Throwable cause) {
        super("Clerk's signing keys are not available", cause);
    }
}
