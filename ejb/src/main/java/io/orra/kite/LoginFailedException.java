package io.orra.kite;

import java.util.Objects;

/**
 * An automatic login ended without a request token. The message is ours and fixed; no text of the page, no address and
 * nothing of the credentials enters it.
 */
public final class LoginFailedException extends Exception {
    private static final long serialVersionUID = 1L;

    private final LoginFailureReason reason;
    private final boolean credentialsSent;

    private LoginFailedException(LoginFailureReason reason, boolean credentialsSent, String message) {
        super(reason.code() + ": " + message);
        this.reason = Objects.requireNonNull(reason);
        this.credentialsSent = credentialsSent;
    }

    /** A failure before password or code left this process. */
    public static LoginFailedException before(LoginFailureReason reason, String message) {
        return new LoginFailedException(reason, false, message);
    }

    /** A failure after the password, or more, had been sent. */
    public static LoginFailedException after(LoginFailureReason reason, String message) {
        return new LoginFailedException(reason, true, message);
    }

    static LoginFailedException of(LoginFailureReason reason, boolean credentialsSent, String message) {
        return new LoginFailedException(reason, credentialsSent, message);
    }

    public LoginFailureReason reason() {
        return reason;
    }

    /**
     * Whether the broker may have counted this attempt even though the reason doesn't say so: a time-out after the
     * password went out leaves that open.
     */
    public boolean credentialsSent() {
        return credentialsSent;
    }
}
