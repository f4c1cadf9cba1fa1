package io.orra.kite;

/** How far an attempt has come, for whoever has to end it from another thread. */
final class LoginProgress {
    private volatile boolean credentialsSent;
    private volatile boolean verdictOpen;

    /** A password or code goes out: from here on the broker may count it. */
    void credentialsSent() {
        credentialsSent = true;
        verdictOpen = true;
    }

    /** What was to be sent never left. */
    void notSent(boolean sentBefore) {
        credentialsSent = sentBefore;
        verdictOpen = false;
    }

    /** The broker took what was sent last. */
    void accepted() {
        verdictOpen = false;
    }

    boolean anySent() {
        return credentialsSent;
    }

    LoginFailedException failure(LoginFailureReason reason, String message) {
        return LoginFailedException.of(reason, credentialsSent, verdictOpen && reason.leavesOpen(), message);
    }
}
