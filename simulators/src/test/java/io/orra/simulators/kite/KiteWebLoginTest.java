package io.orra.simulators.kite;

import static io.orra.simulators.Caller.json;
import static io.orra.simulators.Caller.location;
import static io.orra.simulators.kite.Broker.KEY;
import static io.orra.simulators.kite.Broker.PASSWORD;
import static io.orra.simulators.kite.Broker.USER;
import static io.orra.simulators.kite.KiteSessionTest.assertError;
import static org.assertj.core.api.Assertions.assertThat;

import io.orra.simulators.SettableClock;
import io.orra.simulators.SimulatorPorts;
import io.orra.simulators.Simulators;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class KiteWebLoginTest {
    private static final SettableClock CLOCK = new SettableClock(Instant.parse("2026-11-24T03:00:00Z"));
    private static final Pattern REQUEST_TOKEN = Pattern.compile("[?&]request_token=([A-Za-z0-9]{32})(&|$)");
    private static Simulators simulators;
    private static Broker broker;
    private WebLogin login;

    @BeforeAll
    static void start() {
        simulators = Simulators.start(SimulatorPorts.ephemeral(), CLOCK);
        broker = new Broker(simulators);
    }

    @AfterAll
    static void stop() {
        simulators.close();
    }

    @BeforeEach
    void provision() {
        CLOCK.advance(Duration.ofMinutes(5));
        broker.reset();
        login = new WebLogin(simulators);
    }

    @Test
    void aGoodLoginEndsAtTheAppsRedirectUrlWithATokenThatBuysASession() {
        HttpResponse<String> entry = login.enter("");
        assertThat(entry.statusCode()).isEqualTo(302);
        assertThat(location(entry)).matches("/connect/login\\?sess_id=[A-Za-z0-9]{32}&api_key=" + KEY);
        assertThat(entry.headers().firstValue("Set-Cookie").orElseThrow()).startsWith("kf_session=");
        assertThat(login.page().body()).contains("label=\"' + label + '\"", "class=\"twofa-form form\"");

        JsonObject data = json(login.password(USER, PASSWORD)).getJsonObject("data");
        assertThat(data.getString("twofa_type")).isEqualTo("totp");
        assertThat(data.getJsonArray("twofa_types")).isEqualTo(JsonArray.of("totp", "app_code"));
        HttpResponse<String> twofa = login.twofa(code(), "totp");
        assertThat(twofa.statusCode()).isEqualTo(200);
        assertThat(String.join(" ", twofa.headers().allValues("Set-Cookie")))
                .contains("enctoken=", "public_token=", "kf_session=", "user_id=" + USER);

        HttpResponse<String> end = login.finish();
        assertThat(end.statusCode()).isEqualTo(302);
        assertThat(location(end))
                .startsWith("http://127.0.0.1:1/callback?")
                .contains("action=login", "type=login", "status=success");
        assertThat(broker.exchange(KEY, requestToken(end)).statusCode()).isEqualTo(200);
        assertThat(broker.counters().getInteger("logins")).isEqualTo(1);
    }

    @Test
    void theOrderOfTheRedirectsParametersDiffersAndRedirectParamsComeBack() {
        login.enter("&redirect_params=tenant%3D1%26x%3Dy");
        pass();
        Set<String> firsts = new HashSet<>();
        for (int i = 0; i < 4; i++) {
            String target = location(login.finish());
            assertThat(target).endsWith("&tenant=1&x=y");
            firsts.add(target.split("[?=]")[1]);
        }
        assertThat(firsts).containsExactlyInAnyOrder("action", "type", "status", "request_token");
    }

    @Test
    void withoutALoginTheFinishLeadsBackToTheForm() {
        login.enter("");
        assertThat(location(login.finish())).startsWith("/connect/login?sess_id=");
        assertThat(login.page().statusCode()).isEqualTo(200);
    }

    @Test
    void aLoggedInBrowserIsAskedToContinueUnlessTheSessionIsSkipped() {
        login.enter("");
        pass();
        login.enter("");
        assertThat(login.page().body()).contains("data-continue-as=\"" + USER + "\"");
        login.enter("&skip_session=true");
        assertThat(location(login.page())).startsWith("/connect/finish?");
        assertThat(requestToken(login.finish())).hasSize(32);
    }

    @Test
    void anUnknownUserAndAWrongPasswordAreRefusedInTheirOwnWords() {
        assertError(login.password("ZZ9999", PASSWORD), 403, "UserException", "Invalid username or password.");
        assertError(
                login.password(USER, "wrong"), 403, "UserException", "Invalid account credentials. 4 attempts remain");
        broker.control.ok("PUT", "/kite/faults", new JsonObject().put("login_error_type", "InputException"));
        assertError(
                login.password(USER, "wrong"), 403, "InputException", "Invalid account credentials. 3 attempts remain");
        assertThat(broker.counters().getInteger("bad_passwords")).isEqualTo(2);
    }

    @Test
    void fiveWrongPasswordsBlockTheAccountAndEndItsSessions() {
        String token = broker.accessToken();
        for (int i = 0; i < 4; i++) {
            login.password(USER, "wrong");
        }
        assertThat(broker.counters().getBoolean("blocked")).isFalse();
        login.password(USER, "wrong");
        assertThat(broker.counters().getBoolean("blocked")).isTrue();
        assertThat(broker.counters().getInteger("live_tokens")).isZero();
        assertThat(login.password(USER, PASSWORD).statusCode()).isEqualTo(403);
        assertThat(broker.call("/user/profile", token).statusCode()).isEqualTo(403);
    }

    @Test
    void fiveWrongCodesBlockTheAccountUntilItsCredentialsAreReset() {
        login.password(USER, PASSWORD);
        for (int left = 4; left > 0; left--) {
            assertError(
                    login.twofa("000000", "totp"),
                    403,
                    "TwoFAException",
                    "Invalid TOTP. " + left + " attempt(s) remain.");
        }
        assertThat(login.twofa("000000", "totp").statusCode()).isEqualTo(403);
        JsonObject counters = broker.counters();
        assertThat(counters.getBoolean("blocked")).isTrue();
        assertThat(counters.getInteger("bad_twofa")).isEqualTo(5);
        assertThat(login.twofa(code(), "totp").statusCode()).isEqualTo(403);

        broker.account(USER);
        assertThat(login.password(USER, PASSWORD).statusCode()).isEqualTo(200);
        assertThat(login.twofa(code(), "totp").statusCode()).isEqualTo(200);
    }

    @Test
    void aGoodPasswordStartsTheCountAfresh() {
        login.password(USER, "wrong");
        login.password(USER, PASSWORD);
        assertThat(json(login.password(USER, "wrong")).getString("message")).contains("4 attempts remain");
    }

    @Test
    void aCodeIsGoodOneStepEarlyOrLateAndNoFurther() {
        assertThat(twofaStatus(Duration.ofSeconds(-60))).isEqualTo(403);
        assertThat(twofaStatus(Duration.ofSeconds(-30))).isEqualTo(200);
        broker.account(USER);
        assertThat(twofaStatus(Duration.ofSeconds(30))).isEqualTo(200);
        broker.account(USER);
        assertThat(twofaStatus(Duration.ofSeconds(60))).isEqualTo(403);
    }

    @Test
    void aUsedCodeIsRefusedUnlessSwitchedOff() {
        login.password(USER, PASSWORD);
        assertThat(login.twofa(code(), "totp").statusCode()).isEqualTo(200);
        login.password(USER, PASSWORD);
        assertThat(login.twofa(code(), "totp").statusCode()).isEqualTo(403);
        broker.control.ok("PUT", "/kite/faults", new JsonObject().put("totp_reuse_refused", false));
        assertThat(login.twofa(code(), "totp").statusCode()).isEqualTo(200);
    }

    @Test
    void aWrongTypeIsRefusedUnlessTheFieldIsLeftEmpty() {
        login.password(USER, PASSWORD);
        assertError(login.twofa(code(), "app_code"), 400, "InputException", "Invalid `twofa_type`.");
        assertThat(login.twofa(code(), "").statusCode()).isEqualTo(200);
    }

    @Test
    void anAccountOnAppCodeTakesATotpForAWrongAppCode() {
        broker.control.ok(
                "PUT",
                "/kite/accounts/" + USER,
                new JsonObject().put("twofa_type", "app_code").put("app_code", "424242"));
        JsonObject data = json(login.password(USER, PASSWORD)).getJsonObject("data");
        assertThat(data.getString("twofa_type")).isEqualTo("app_code");
        assertThat(data.getJsonArray("twofa_types")).isEqualTo(JsonArray.of("app_code", "sms"));
        assertError(login.twofa(code(), "totp"), 403, "TwoFAException", "Invalid App Code. 4 attempt(s) remain.");
        assertThat(login.twofa("424242", "app_code").statusCode()).isEqualTo(200);
    }

    @Test
    void aUserThatTheAppDoesNotKnowIsForbidden() {
        broker.control.ok(
                "PUT", "/kite/accounts/" + USER, new JsonObject().put("enabled_apps", JsonArray.of("another")));
        login.enter("");
        pass();
        assertError(login.finish(), 403, "ForbiddenError", "The user is not enabled on the app.");
    }

    @Test
    void theFirstLoginAsksForConsentOnce() {
        broker.app(KEY, true);
        login.enter("");
        pass();
        HttpResponse<String> first = login.finish();
        assertThat(location(first)).startsWith("/connect/authorize?");
        assertThat(login.web.get(location(first)).body()).contains("value=\"authorize\"", "value=\"cancel\"");
        assertThat(location(login.consent("cancel"))).isEqualTo("http://127.0.0.1:1/callback?status=cancelled");
        assertThat(location(login.finish())).startsWith("/connect/authorize?");
        assertThat(location(login.consent("authorize"))).startsWith("/connect/finish?");
        assertThat(requestToken(login.finish())).hasSize(32);
    }

    @Test
    void anUnknownOrMissingApiKeyIsAnInputError() {
        assertError(login.web.get("/connect/login?v=3&api_key=no"), 400, "InputException", "Invalid `api_key`.");
        assertError(login.web.get("/connect/login?v=3"), 400, "InputException", "Missing api_key");
    }

    @Test
    void aCaptchaIsShownAndThePasswordRefusedOnDemand() {
        broker.control.ok("PUT", "/kite/faults", new JsonObject().put("captcha", true));
        login.enter("");
        assertThat(login.page().body()).contains("data-captcha=\"true\"");
        assertError(login.password(USER, PASSWORD), 400, "InputException", "Invalid captcha.");
        assertThat(broker.counters().getInteger("bad_passwords")).isZero();
    }

    @Test
    void aHopHangsOnDemandWhileTheOthersAnswer() {
        broker.fault("web", new JsonObject().put("path", "/connect/finish").put("action", "hang"));
        login.enter("");
        pass();
        CompletableFuture<HttpResponse<String>> hanging = login.web.later("/connect/finish?sess_id=x&api_key=" + KEY);
        assertThat(login.page().statusCode()).isEqualTo(200);
        assertThat(hanging).isNotDone();
        hanging.cancel(true);
    }

    private void pass() {
        assertThat(login.password(USER, PASSWORD).statusCode()).isEqualTo(200);
        assertThat(login.twofa(code(), "totp").statusCode()).isEqualTo(200);
    }

    private int twofaStatus(Duration away) {
        login.password(USER, PASSWORD);
        long at = CLOCK.instant().plus(away).getEpochSecond();
        return login.twofa(Totp.ofSeed(Broker.SEED).at(at), "totp").statusCode();
    }

    private static String code() {
        return Totp.ofSeed(Broker.SEED).at(CLOCK.instant().getEpochSecond());
    }

    private static String requestToken(HttpResponse<String> redirect) {
        Matcher matcher = REQUEST_TOKEN.matcher(location(redirect));
        assertThat(matcher.find()).as(location(redirect)).isTrue();
        return matcher.group(1);
    }
}
