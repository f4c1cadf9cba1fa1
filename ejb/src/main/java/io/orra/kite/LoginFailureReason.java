package io.orra.kite;

import java.util.Locale;

/** Why an automatic login gave no request token. The lower-case names are part of the {@code auth_errors} message. */
public enum LoginFailureReason {
    INVALID_CREDENTIALS(true),
    INVALID_TOTP(true),
    /** The broker blocks an account after five wrong entries; only its owner can unblock it. */
    ACCOUNT_BLOCKED(true),
    /** The account's owner has to allow the app once, by hand. */
    CONSENT_REQUIRED(false),
    CAPTCHA(false),
    /** The API key is unknown, or the user isn't enabled on the app. */
    APP_MISCONFIGURED(false),
    BROKER_UNAVAILABLE(false),
    TIMEOUT(false),
    /** Nothing was sent: a part of the login is absent or can't be one, such as a malformed seed. */
    MISSING_CREDENTIALS(false);

    private final boolean credentialFailure;

    LoginFailureReason(boolean credentialFailure) {
        this.credentialFailure = credentialFailure;
    }

    /** Whether the broker has counted this against the account, so that it counts toward our two a day. */
    public boolean credentialFailure() {
        return credentialFailure;
    }

    /** Whether it says nothing of what the broker thought of the password or code that went out last. */
    boolean leavesOpen() {
        return this == BROKER_UNAVAILABLE || this == TIMEOUT;
    }

    /** Whether another try is in vain until a person has done something at the broker. */
    public boolean needsPerson() {
        return this == CONSENT_REQUIRED || this == CAPTCHA || this == APP_MISCONFIGURED;
    }

    /** The name on the wire. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
