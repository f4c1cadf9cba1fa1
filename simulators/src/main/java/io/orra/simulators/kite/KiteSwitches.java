package io.orra.simulators.kite;

import io.orra.simulators.http.Input;
import io.vertx.core.json.JsonObject;
import java.util.Set;

/**
 * What the broker does beside faults; each default is what the sources say or what is most likely.
 *
 * @param newLoginInvalidatesPrevious a new session ends the user's earlier one for the same app
 * @param dailyFlush sessions die at 06:00 IST
 * @param rateLimits the limits of the public documentation answer 429
 * @param totpReuseRefused a code (and each older one) is refused once it was used
 * @param strictTwofaType a twofa_type other than the account's answers 400
 * @param captcha the login page shows a CAPTCHA and the login endpoint refuses
 * @param swapDelayMs milliseconds between a good password and the second form on the page
 */
public record KiteSwitches(
        boolean newLoginInvalidatesPrevious,
        boolean dailyFlush,
        boolean rateLimits,
        boolean totpReuseRefused,
        boolean strictTwofaType,
        boolean captcha,
        int requestTokenTtlSeconds,
        int swapDelayMs,
        String loginErrorType) {

    public static final KiteSwitches DEFAULT =
            new KiteSwitches(true, true, false, true, true, false, 300, 700, "UserException");

    /** A copy with the fields that the input names. */
    public KiteSwitches with(Input input) {
        return new KiteSwitches(
                input.flag("new_login_invalidates_previous", newLoginInvalidatesPrevious),
                input.flag("daily_flush", dailyFlush),
                input.flag("rate_limits", rateLimits),
                input.flag("totp_reuse_refused", totpReuseRefused),
                input.flag("strict_twofa_type", strictTwofaType),
                input.flag("captcha", captcha),
                input.integer("request_token_ttl_seconds", requestTokenTtlSeconds, 0, 86_400),
                input.integer("swap_delay_ms", swapDelayMs, 0, 60_000),
                input.oneOf(
                        "login_error_type",
                        loginErrorType,
                        Set.of("UserException", "GeneralException", "InputException")));
    }

    public JsonObject toJson() {
        return new JsonObject()
                .put("new_login_invalidates_previous", newLoginInvalidatesPrevious)
                .put("daily_flush", dailyFlush)
                .put("rate_limits", rateLimits)
                .put("totp_reuse_refused", totpReuseRefused)
                .put("strict_twofa_type", strictTwofaType)
                .put("captcha", captcha)
                .put("request_token_ttl_seconds", requestTokenTtlSeconds)
                .put("swap_delay_ms", swapDelayMs)
                .put("login_error_type", loginErrorType);
    }
}
