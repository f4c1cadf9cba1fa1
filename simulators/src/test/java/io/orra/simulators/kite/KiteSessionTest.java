package io.orra.simulators.kite;

import static io.orra.simulators.Caller.json;
import static io.orra.simulators.kite.Broker.KEY;
import static io.orra.simulators.kite.Broker.USER;
import static org.assertj.core.api.Assertions.assertThat;

import io.orra.simulators.SettableClock;
import io.orra.simulators.SimulatorPorts;
import io.orra.simulators.Simulators;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class KiteSessionTest {
    private static final Instant NOON = Instant.parse("2026-11-24T06:30:00Z");
    private static final SettableClock CLOCK = new SettableClock(NOON);
    private static Simulators simulators;
    private static Broker broker;

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
        CLOCK.set(NOON);
        broker.reset();
    }

    @Test
    void aRequestTokenBuysASessionWithTheDocumentedFields() {
        String requestToken = broker.requestToken(USER, KEY);
        HttpResponse<String> response = broker.exchange(KEY, requestToken);
        assertThat(response.statusCode()).isEqualTo(200);
        JsonObject data = json(response).getJsonObject("data");
        assertThat(data.fieldNames())
                .containsExactlyInAnyOrder(
                        "user_type",
                        "email",
                        "user_name",
                        "user_shortname",
                        "broker",
                        "exchanges",
                        "products",
                        "order_types",
                        "avatar_url",
                        "user_id",
                        "api_key",
                        "access_token",
                        "public_token",
                        "enctoken",
                        "refresh_token",
                        "silo",
                        "login_time",
                        "meta");
        assertThat(data.getString("login_time")).isEqualTo("2026-11-24 12:00:00");
        assertThat(data.getString("refresh_token")).isEmpty();
        assertThat(data.getString("user_id")).isEqualTo(USER);
        assertThat(requestToken).hasSize(32);
    }

    @Test
    void aRequestTokenIsGoodOnce() {
        String requestToken = broker.requestToken(USER, KEY);
        broker.exchange(KEY, requestToken);
        assertError(broker.exchange(KEY, requestToken), 403, "TokenException", "Token is invalid or has expired.");
    }

    @Test
    void aRequestTokenDiesAfterFiveMinutes() {
        String inTime = broker.requestToken(USER, KEY);
        String late = broker.requestToken(USER, KEY);
        CLOCK.advance(Duration.ofSeconds(299));
        assertThat(broker.exchange(KEY, inTime).statusCode()).isEqualTo(200);
        CLOCK.advance(Duration.ofSeconds(1));
        assertError(broker.exchange(KEY, late), 403, "TokenException", "Token is invalid or has expired.");
    }

    @Test
    void aRequestTokenOfAnotherAppIsRefused() {
        broker.app("otherkey", false);
        assertError(
                broker.exchange("otherkey", broker.requestToken(USER, KEY)),
                403,
                "TokenException",
                "Token is invalid or has expired.");
    }

    @Test
    void aWrongChecksumIsRefusedAndDoesNotBurnTheToken() {
        String requestToken = broker.requestToken(USER, KEY);
        HttpResponse<String> response = broker.rest.form(
                "/session/token", Map.of("api_key", KEY, "request_token", requestToken, "checksum", "00"));
        assertError(response, 403, "TokenException", "Invalid `checksum`.");
        assertThat(broker.exchange(KEY, requestToken).statusCode()).isEqualTo(200);
    }

    @Test
    void aMissingKeyIsAnInputError() {
        HttpResponse<String> response = broker.rest.form("/session/token", Map.of("request_token", "x"));
        assertError(response, 400, "InputException", "Missing api_key");
        assertError(broker.exchange("nobody", "x"), 400, "InputException", "Invalid `api_key`.");
    }

    @Test
    void theProfileNeedsALiveToken() {
        String token = broker.accessToken();
        JsonObject data = json(broker.call("/user/profile", token)).getJsonObject("data");
        assertThat(data.getString("user_id")).isEqualTo(USER);
        assertThat(data.containsKey("access_token")).isFalse();
        assertDead("wrong");
        assertError(broker.rest.get("/user/profile"), 403, "TokenException", "Incorrect `api_key` or `access_token`.");
    }

    @Test
    void logoutEndsTheSession() {
        String token = broker.accessToken();
        HttpResponse<String> response = broker.rest.delete("/session/token?api_key=" + KEY + "&access_token=" + token);
        assertThat(json(response))
                .isEqualTo(new JsonObject().put("status", "success").put("data", true));
        assertDead(token);
    }

    @Test
    void aNewLoginEndsTheEarlierSessionUnlessSwitchedOff() {
        String first = broker.accessToken();
        String second = broker.accessToken();
        assertDead(first);
        broker.control.ok("PUT", "/kite/faults", new JsonObject().put("new_login_invalidates_previous", false));
        String third = broker.accessToken();
        assertAlive(second);
        assertAlive(third);
    }

    @Test
    void aFlushEndsAllSessions() {
        String token = broker.accessToken();
        assertThat(broker.counters().getInteger("live_tokens")).isEqualTo(1);
        assertThat(broker.control.ok("POST", "/kite/flush").getInteger("flushed"))
                .isEqualTo(1);
        assertDead(token);
    }

    @Test
    void sessionsDieAtSixInTheMorningInIndia() {
        String token = broker.accessToken();
        CLOCK.set(Instant.parse("2026-11-25T00:29:59Z"));
        assertAlive(token);
        CLOCK.set(Instant.parse("2026-11-25T00:30:01Z"));
        assertDead(token);
        assertAlive(broker.accessToken());
    }

    @Test
    void refreshTokensAreNotGivenSoNoneIsGood() {
        HttpResponse<String> response =
                broker.rest.form("/session/refresh_token", Map.of("api_key", KEY, "refresh_token", "x"));
        assertError(response, 403, "TokenException", "Token is invalid or has expired.");
    }

    private static void assertAlive(String token) {
        assertThat(broker.call("/user/profile", token).statusCode()).isEqualTo(200);
    }

    private static void assertDead(String token) {
        assertError(
                broker.call("/user/profile", token), 403, "TokenException", "Incorrect `api_key` or `access_token`.");
    }

    static void assertError(HttpResponse<String> response, int status, String type, String message) {
        assertThat(response.statusCode()).isEqualTo(status);
        JsonObject body = json(response);
        assertThat(body.getString("status")).isEqualTo("error");
        assertThat(body.getString("error_type")).isEqualTo(type);
        assertThat(body.getString("message")).isEqualTo(message);
    }
}
