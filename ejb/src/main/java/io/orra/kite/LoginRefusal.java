package io.orra.kite;

import java.util.Locale;

/**
 * Reads the broker's words of refusal, which are the same in the JSON behind the page and in the page's error box. The
 * broker documents none of them, so an unknown word at a step that tests a credential counts as that credential's
 * failure: an account is locked after five.
 */
enum LoginRefusal {
    ENTRY(LoginFailureReason.APP_MISCONFIGURED),
    PASSWORD(LoginFailureReason.INVALID_CREDENTIALS),
    TWO_FACTOR(LoginFailureReason.INVALID_TOTP),
    FINISH(LoginFailureReason.APP_MISCONFIGURED);

    private final LoginFailureReason otherwise;

    LoginRefusal(LoginFailureReason otherwise) {
        this.otherwise = otherwise;
    }

    /** @param status HTTP status where one is known, else 0 */
    LoginFailureReason reason(int status, String words) {
        String text = words.toLowerCase(Locale.ROOT);
        if (text.contains("captcha")) {
            return LoginFailureReason.CAPTCHA;
        }
        boolean attemptsLeft = text.contains("remain");
        if (!attemptsLeft && (text.contains("blocked") || text.contains("locked") || text.contains("suspended"))) {
            return LoginFailureReason.ACCOUNT_BLOCKED;
        }
        if (text.contains("not enabled on the app") || text.contains("api_key")) {
            return LoginFailureReason.APP_MISCONFIGURED;
        }
        if (text.contains("invalid totp") || text.contains("app code")) {
            return LoginFailureReason.INVALID_TOTP;
        }
        if (text.contains("too many requests") || status == 429 || status >= 500) {
            return LoginFailureReason.BROKER_UNAVAILABLE;
        }
        return otherwise;
    }
}
