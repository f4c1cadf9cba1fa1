package io.orra.kite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HttpWebLoginTest {
    private static final Duration LONG = Duration.ofMinutes(2);

    private final BrokerPages pages = new BrokerPages();
    private final Totp totp = new Totp(Clock.systemUTC(), Sleeper.REAL, new ProcessSteps());
    private final WebLogin web = new HttpWebLogin(HttpClient.newHttpClient(), pages.loginPage(), totp, LONG, LONG);

    @AfterEach
    void stop() {
        pages.close();
    }

    @Test
    void takesTheRequestTokenFromTheRedirectAndNeverCallsTheRegisteredAddress() throws Exception {
        assertThat(web.obtain(pages.login())).isEqualTo(new RequestToken("theRequestToken"));
        assertThat(pages.calls)
                .containsExactly(
                        "GET /connect/login",
                        "GET /connect/login",
                        "GET /api/connect/session",
                        "POST /api/login",
                        "POST /api/twofa",
                        "GET /connect/finish");
        assertThat(pages.callbackCalls).isEmpty();
    }

    @Test
    void startsAtTheEntryPageWhenOnlyTheOriginIsConfigured() throws Exception {
        URI origin = pages.loginPage().resolve("/");
        WebLogin byOrigin = new HttpWebLogin(HttpClient.newHttpClient(), origin, totp, LONG, LONG);
        assertThat(byOrigin.obtain(pages.login()).value()).isEqualTo("theRequestToken");
    }

    @Test
    void tellsAWrongPassword() {
        BrokerLogin wrong = new BrokerLogin("theApiKey", "AB1234", "planted", BrokerPages.SEED);
        LoginFailedException failure = failure(wrong);
        assertThat(failure.reason()).isEqualTo(LoginFailureReason.INVALID_CREDENTIALS);
        assertThat(failure.credentialsSent()).isTrue();
        assertThat(failure.getMessage()).doesNotContain("planted");
        assertThat(pages.calls).doesNotContain("POST /api/twofa");
    }

    @Test
    void tellsAWrongCode() {
        pages.codeError = "Invalid TOTP. Please try again.";
        assertThat(failure(pages.login()).reason()).isEqualTo(LoginFailureReason.INVALID_TOTP);
    }

    @Test
    void sendsNoCodeToAnAccountThatWantsTheAppsCode() {
        pages.twofaType = "app_code";
        assertThat(failure(pages.login()).reason()).isEqualTo(LoginFailureReason.INVALID_TOTP);
        assertThat(pages.calls).doesNotContain("POST /api/twofa");
    }

    @Test
    void tellsAPageThatAsksForConsent() {
        pages.finishPage = "<html><button>Authorize</button></html>";
        assertThat(failure(pages.login()).reason()).isEqualTo(LoginFailureReason.CONSENT_REQUIRED);
    }

    @ParameterizedTest
    @CsvSource({"?status=cancelled, CONSENT_REQUIRED", "?status=success, APP_MISCONFIGURED", "'', APP_MISCONFIGURED"})
    void tellsARedirectWithoutAToken(String query, LoginFailureReason reason) {
        pages.finishLocation = pages.finishLocation.replaceAll("\\?.*", "") + query;
        assertThat(failure(pages.login()).reason()).isEqualTo(reason);
        assertThat(pages.callbackCalls).isEmpty();
    }

    @Test
    void sendsNoCredentialsWhereTheEntryPageLeadsAway() {
        pages.entryLocation = pages.finishLocation;
        LoginFailedException failure = failure(pages.login());
        assertThat(failure.reason()).isEqualTo(LoginFailureReason.APP_MISCONFIGURED);
        assertThat(failure.credentialsSent()).isFalse();
        assertThat(pages.calls).containsExactly("GET /connect/login");
    }

    @Test
    void endsARedirectInACircle() {
        pages.finishLocation = "/connect/finish";
        assertThat(failure(pages.login()).reason()).isEqualTo(LoginFailureReason.BROKER_UNAVAILABLE);
    }

    @Test
    void takesAGatewaysPageForABrokerThatIsAway() {
        pages.gatewayPage = true;
        LoginFailedException failure = failure(pages.login());
        assertThat(failure.reason()).isEqualTo(LoginFailureReason.BROKER_UNAVAILABLE);
        assertThat(failure.credentialsSent()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "'', AB1234, pw, JBSWY3DPEHPK3PXP",
        "key, ' ', pw, JBSWY3DPEHPK3PXP",
        "key, AB1234, , JBSWY3DPEHPK3PXP",
        "key, AB1234, pw, ''",
        "key, AB1234, pw, not base32!",
    })
    void sendsNothingWhileThePartsAreIncomplete(String key, String user, String password, String seed) {
        LoginFailedException failure = failure(new BrokerLogin(key, user, password, seed));
        assertThat(failure.reason()).isEqualTo(LoginFailureReason.MISSING_CREDENTIALS);
        assertThat(pages.calls).isEmpty();
    }

    @Test
    void refusesAClientThatWouldFollowTheRedirectOrMixTenantsCookies() {
        HttpClient following = HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.NORMAL)
                .build();
        HttpClient remembering =
                HttpClient.newBuilder().cookieHandler(new CookieManager()).build();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new HttpWebLogin(following, pages.loginPage(), totp, LONG, LONG));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new HttpWebLogin(remembering, pages.loginPage(), totp, LONG, LONG));
    }

    private LoginFailedException failure(BrokerLogin login) {
        return catchThrowableOfType(LoginFailedException.class, () -> web.obtain(login));
    }
}
