package io.orra.kite;

import java.util.Objects;
import java.util.Optional;

/**
 * An automatic login ended without a request token. The message is ours and fixed; no text of the page, no address and
 * nothing of the credentials enters it.
 */
public final class LoginFailedException extends Exception {
    private static final long serialVersionUID = 1L;

    private final LoginFailureReason reason;
    private final boolean credentialsSent;
    private final boolean verdictOpen;
    private transient byte[] screenshot;

    private LoginFailedException(
            LoginFailureReason reason, boolean credentialsSent, boolean verdictOpen, String message) {
        super(reason.code() + ": " + message);
        this.reason = Objects.requireNonNull(reason);
        this.credentialsSent = credentialsSent;
        this.verdictOpen = verdictOpen;
    }

    /** A failure before password or code left this process. */
    public static LoginFailedException before(LoginFailureReason reason, String message) {
        return new LoginFailedException(reason, false, false, message);
    }

    /** A failure after the password, or more, had been sent. */
    public static LoginFailedException after(LoginFailureReason reason, String message) {
        return new LoginFailedException(reason, true, false, message);
    }

    static LoginFailedException of(
            LoginFailureReason reason, boolean credentialsSent, boolean verdictOpen, String message) {
        return new LoginFailedException(reason, credentialsSent, verdictOpen, message);
    }

    /** @param png what the page showed, without what is in its fields */
    LoginFailedException showing(byte[] png) {
        screenshot = png;
        return this;
    }

    /** What the page showed, as PNG, where a person should look at it. */
    public Optional<byte[]> screenshot() {
        return Optional.ofNullable(screenshot).map(byte[]::clone);
    }

    public LoginFailureReason reason() {
        return reason;
    }

    /** Whether a password or code went out. */
    public boolean credentialsSent() {
        return credentialsSent;
    }

    /** Whether what went out last got no verdict: the broker may have counted it, although the reason doesn't say so. */
    public boolean verdictOpen() {
        return verdictOpen;
    }
}
