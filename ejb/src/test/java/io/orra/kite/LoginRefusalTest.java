package io.orra.kite;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LoginRefusalTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ENTRY      | 400 | InputException Invalid `api_key`.                            | APP_MISCONFIGURED
            ENTRY      | 503 | NetworkException                                             | BROKER_UNAVAILABLE
            PASSWORD   | 403 | Invalid username or password.                                | INVALID_CREDENTIALS
            PASSWORD   | 403 | Invalid account credentials. 2 attempts remain               | INVALID_CREDENTIALS
            PASSWORD   | 403 | 1 attempt remains before the account is blocked              | INVALID_CREDENTIALS
            PASSWORD   | 403 | Your account is blocked. Reset your password.                | ACCOUNT_BLOCKED
            PASSWORD   | 400 | Please solve the CAPTCHA                                     | CAPTCHA
            PASSWORD   | 429 | Too many requests                                            | BROKER_UNAVAILABLE
            PASSWORD   | 403 | words nobody has seen before                                 | INVALID_CREDENTIALS
            TWO_FACTOR | 403 | TwoFAException Invalid TOTP                                  | INVALID_TOTP
            TWO_FACTOR | 403 | Invalid App Code. 4 attempt(s) remain                        | INVALID_TOTP
            TWO_FACTOR | 0   | words nobody has seen before                                 | INVALID_TOTP
            TWO_FACTOR | 500 |                                                              | BROKER_UNAVAILABLE
            FINISH     | 403 | ForbiddenError The user is not enabled on the app.           | APP_MISCONFIGURED
            """)
    void readsTheBrokersWords(LoginRefusal step, int status, String words, LoginFailureReason reason) {
        assertThat(step.reason(status, words == null ? "" : words)).isEqualTo(reason);
    }

    @Test
    void countsExactlyTheFailuresThatBringAnAccountNearerToItsLock() {
        Set<LoginFailureReason> counted = EnumSet.noneOf(LoginFailureReason.class);
        for (LoginFailureReason reason : LoginFailureReason.values()) {
            if (reason.credentialFailure()) {
                counted.add(reason);
            }
        }
        assertThat(counted)
                .containsExactlyInAnyOrder(
                        LoginFailureReason.INVALID_CREDENTIALS,
                        LoginFailureReason.INVALID_TOTP,
                        LoginFailureReason.ACCOUNT_BLOCKED);
    }
}
