package io.orra.kite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Duration;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Each way in which the broker's login is known to fail, against the simulated broker, whichever way is taken. */
abstract class LoginFailures {

    private static final String TOTP = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP";
    private static final String OTHER_TOTP = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";
    private static final Duration SHORT = Duration.ofSeconds(1);

    static SimulatedBroker broker;
    private static HttpClient http;

    private final BrokerLogin right = new BrokerLogin("theKey", "AB1234", "right", TOTP);

    @BeforeAll
    static void open() {
        broker = new SimulatedBroker();
        http = HttpClient.newHttpClient();
    }

    @AfterAll
    static void close() {
        broker.close();
    }

    @BeforeEach
    void anAccount() {
        broker.app("theKey", "s");
        broker.account("AB1234", "right", TOTP);
    }

    @AfterEach
    void asItWas() {
        broker.control("DELETE", "/kite/faults", null);
        broker.control("DELETE", "/kite/accounts/AB1234", null);
    }

    @Test
    void nothingFailsWhereAllIsRight() throws Exception {
        assertThat(login().obtain(right).value()).hasSize(32);
    }

    @Test
    void aWrongPassword() {
        fails(new BrokerLogin("theKey", "AB1234", "wrong", TOTP), LoginFailureReason.INVALID_CREDENTIALS, false);
    }

    @Test
    void aUserWhomTheBrokerDoesNotKnow() {
        fails(new BrokerLogin("theKey", "ZZ9999", "right", TOTP), LoginFailureReason.INVALID_CREDENTIALS, false);
    }

    @Test
    void aWrongCode() {
        fails(new BrokerLogin("theKey", "AB1234", "right", OTHER_TOTP), LoginFailureReason.INVALID_TOTP, false);
    }

    @Test
    void anAccountThatWantsTheCodeOfTheBrokersApp() {
        broker.control("PUT", "/kite/accounts/AB1234", "{'twofa_type':'app_code','app_code':'123456'}");
        fails(right, LoginFailureReason.INVALID_TOTP, false);
        assertThat(broker.account("AB1234")).contains("\"bad_twofa\":0");
    }

    @Test
    void anAccountThatIsBlocked() {
        for (int entry = 0; entry < 5; entry++) {
            assertThatThrownBy(() -> byHttp().obtain(new BrokerLogin("theKey", "AB1234", "wrong", TOTP)))
                    .isInstanceOf(LoginFailedException.class);
        }
        fails(right, LoginFailureReason.ACCOUNT_BLOCKED, false);
    }

    @Test
    void aUserWhoIsNotEnabledOnTheApp() {
        broker.control("PUT", "/kite/accounts/AB1234", "{'enabled_apps':['another']}");
        fails(right, LoginFailureReason.APP_MISCONFIGURED, false);
    }

    @Test
    void anAppThatTheBrokerDoesNotKnow() {
        fails(new BrokerLogin("noKey", "AB1234", "right", TOTP), LoginFailureReason.APP_MISCONFIGURED, false);
    }

    @Test
    void anAppThatItsUserHasToAllow() {
        broker.app("theKey", "s", ",'consent_required':true");
        fails(right, LoginFailureReason.CONSENT_REQUIRED, false);
    }

    @Test
    void aCaptcha() {
        broker.control("PUT", "/kite/faults", "{'captcha':true}");
        fails(right, LoginFailureReason.CAPTCHA, false);
    }

    /** A broker that does not work, at one of its addresses. */
    void brokerFails(String path, String fault, LoginFailureReason reason, boolean open) {
        String action = fault.startsWith("status")
                ? "'status':" + fault.substring(7) + ",'body':'html'"
                : "'action':'" + fault + "'";
        broker.control("PUT", "/kite/faults", "{'web':[{'path':'" + path + "'," + action + "}]}");
        fails(right, reason, open);
    }

    /** @param open the verdict of a password or code that went out and was not answered for */
    private void fails(BrokerLogin login, LoginFailureReason reason, boolean open) {
        LoginFailedException failure = catchThrowableOfType(LoginFailedException.class, () -> login().obtain(login));
        assertThat(failure).isNotNull();
        assertThat(failure.reason()).as(failure.getMessage()).isEqualTo(reason);
        assertThat(failure.verdictOpen()).isEqualTo(open);
        assertThat(failure.getMessage()).doesNotContain(login.password(), TOTP, OTHER_TOTP);
    }

    /** The way that is tried. */
    abstract WebLogin login();

    static WebLogin byHttp() {
        return new HttpWebLogin(http, broker.loginPage(), totp(), SHORT, Duration.ofSeconds(30));
    }

    /** Each test has an account of its own, though by the same name: no step of it was taken. */
    static Totp totp() {
        return new Totp(Clock.systemUTC(), Sleeper.REAL, (account, earliest, furthest) -> OptionalLong.of(earliest));
    }
}
