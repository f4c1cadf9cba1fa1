package io.orra.kite;

import java.util.Locale;

/**
 * The broker refused a REST call or could not be asked. The message is made here from fixed words: the broker's own
 * text, the address and whatever was sent never enter it, so it may be logged and stored.
 */
public final class KiteApiException extends Exception {
    private static final long serialVersionUID = 1L;

    /** What went wrong, in the caller's terms. */
    public enum Kind {
        /** The access token or request token is used, expired or wrong (TokenException). */
        TOKEN(false, "the token is invalid or has expired"),
        /** The checksum doesn't match: the stored API secret isn't the app's. */
        SECRET(false, "the API secret does not match the API key"),
        /** No data plan, an address that is not registered, or a right the app lacks. */
        PERMISSION(false, "the app lacks the permission for this call"),
        /** The account is blocked, or the user isn't enabled on the app. */
        USER(false, "the broker refuses this user"),
        /** A parameter is missing or wrong, the API key included. */
        INPUT(false, "the broker refuses the parameters"),
        NOT_FOUND(false, "the broker does not know this route"),
        RATE_LIMITED(true, "too many calls"),
        /** A gateway or the order system is down, or no connection came about. */
        UNAVAILABLE(true, "the broker cannot be reached"),
        TIMEOUT(true, "the broker did not answer in time"),
        /** Something answered, but not in the broker's form: HTML, an empty body, missing fields. */
        MALFORMED(true, "the answer is not in the broker's form"),
        /** A refusal of a kind that this client doesn't know. */
        OTHER(false, "the broker refused the call");

        private final boolean retryable;
        private final String words;

        Kind(boolean retryable, String words) {
            this.retryable = retryable;
            this.words = words;
        }

        /** Stable lower-case name for logs, metrics and messages. */
        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private final Kind kind;
    private final int status;

    /** @param status HTTP status, or 0 when there was no answer */
    public KiteApiException(Kind kind, int status) {
        super(status == 0 ? kind.words : kind.words + " (HTTP " + status + ")");
        this.kind = kind;
        this.status = status;
    }

    public Kind kind() {
        return kind;
    }

    /** HTTP status, or 0 when there was no answer. */
    public int status() {
        return status;
    }

    /** Whether the same call may succeed later without anybody changing anything. */
    public boolean retryable() {
        return kind.retryable;
    }
}
