package io.orra.kite;

/** How far an attempt has come, for whoever has to end it from another thread. */
final class LoginProgress {
    private volatile boolean credentialsSent;

    /** From here on the broker may count the attempt. */
    void credentialsSent() {
        credentialsSent = true;
    }

    LoginFailedException failure(LoginFailureReason reason, String message) {
        return LoginFailedException.of(reason, credentialsSent, message);
    }
}
