package io.orra.kite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.orra.kite.KiteApiException.Kind;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KiteApiTest {
    private static final String SESSION = """
            {"status":"success","data":{"user_id":"AB1234","user_name":"A B","email":"a@b.example",
            "access_token":"planted-access","public_token":"p","login_time":"2026-01-01 05:59:59","extra":{"x":1}}}""";

    private final HttpClient client = HttpClient.newHttpClient();
    private KitePeer peer;
    private KiteApi api;

    @BeforeEach
    void start() throws IOException {
        peer = new KitePeer();
        api = new KiteApi(peer.address(), client, Duration.ofSeconds(20));
    }

    @AfterEach
    void stop() {
        peer.close();
    }

    @Test
    void exchangesARequestTokenWithTheChecksumOfKeyTokenAndSecret() throws Exception {
        peer.body = SESSION;
        KiteSession session = api.exchange("key", "secret", "token");

        assertThat(session.userId()).isEqualTo("AB1234");
        assertThat(session.accessToken()).isEqualTo("planted-access");
        KitePeer.Call call = peer.calls.get(0);
        assertThat(call.method()).isEqualTo("POST");
        assertThat(call.address()).isEqualTo("/session/token");
        assertThat(call.version()).isEqualTo("3");
        // sha256("keytokensecret"), made with sha256sum
        assertThat(call.body().split("&"))
                .containsExactlyInAnyOrder(
                        "api_key=key",
                        "request_token=token",
                        "checksum=08a03d928417ea4085557933d3b187ff2a3515b039d6054dbd230c95d978a17a");
    }

    @Test
    void readsTheLoginTimeInIndiaWhateverTheHostsZone() throws Exception {
        peer.body = SESSION;
        assertThat(api.exchange("key", "secret", "token").loginTime()).isEqualTo(Instant.parse("2026-01-01T00:29:59Z"));
    }

    @Test
    void asksForTheProfileWithKeyAndTokenInTheHeader() throws Exception {
        peer.body = """
                {"status":"success","data":{"user_id":"AB1234","user_name":"A B","email":"e","broker":"ZERODHA",
                "exchanges":["NSE","BSE"],"avatar_url":null}}""";
        KiteProfile profile = api.profile("key", "access");

        assertThat(profile)
                .isEqualTo(new KiteProfile("AB1234", "A B", "e", "ZERODHA", java.util.List.of("NSE", "BSE")));
        assertThat(peer.calls.get(0).authorization()).isEqualTo("token key:access");
        assertThat(peer.calls.get(0).version()).isEqualTo("3");
    }

    @Test
    void logsOutWithKeyAndTokenInTheQuery() throws Exception {
        peer.body = "{\"status\":\"success\",\"data\":true}";
        api.logout("key", "acc+ess");

        assertThat(peer.calls.get(0).method()).isEqualTo("DELETE");
        assertThat(peer.calls.get(0).address()).startsWith("/session/token?").contains("api_key=key", "acc%2Bess");
    }

    @ParameterizedTest
    @CsvSource({
        "403, TokenException, Token is invalid or has expired., TOKEN, false",
        "403, TokenException, Invalid `checksum`., SECRET, false",
        "403, PermissionException, Insufficient permission for that call., PERMISSION, false",
        "403, UserException, Your account is blocked., USER, false",
        "403, ForbiddenError, The user is not enabled on the app., USER, false",
        "400, InputException, Invalid `api_key`., INPUT, false",
        "429, NetworkException, Too many requests, RATE_LIMITED, true",
        "503, NetworkException, Unavailable, UNAVAILABLE, true",
        "502, DataException, bad, UNAVAILABLE, true",
        "500, GeneralException, bad, UNAVAILABLE, true",
        "404, GeneralException, Route not found, NOT_FOUND, false",
        "200, TokenException, an error in a good status, TOKEN, false",
        "418, TeaException, unheard of, OTHER, false",
    })
    void tellsTheBrokersRefusalsApart(int status, String type, String message, Kind kind, boolean retryable) {
        peer.status = status;
        peer.body = "{\"status\":\"error\",\"message\":\"" + message + "\",\"error_type\":\"" + type + "\"}";

        KiteApiException refusal = refusal();
        assertThat(refusal.kind()).isEqualTo(kind);
        assertThat(refusal.status()).isEqualTo(status);
        assertThat(refusal.retryable()).isEqualTo(retryable);
        assertThat(refusal.getMessage()).doesNotContain(message);
    }

    @ParameterizedTest
    @CsvSource({"502, UNAVAILABLE", "503, UNAVAILABLE", "429, RATE_LIMITED", "403, MALFORMED", "200, MALFORMED"})
    void judgesAGatewaysPageByItsStatusAndNeverAsADeadToken(int status, Kind kind) {
        peer.status = status;
        peer.type = "text/html";
        peer.body = "<html><h1>Gateway</h1></html>";
        assertThat(refusal().kind()).isEqualTo(kind);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "true",
                "{",
                "{}",
                "{\"status\":\"success\"}",
                "{\"status\":\"success\",\"data\":[]}",
                "{\"status\":\"success\",\"data\":{}}",
                "{\"status\":\"success\",\"data\":{\"user_id\":7}}",
            })
    void callsAnAnswerWithoutTheBrokersFormMalformed(String body) {
        peer.body = body;
        assertThat(refusal().kind()).isEqualTo(Kind.MALFORMED);
    }

    @Test
    void calls4xxWithoutAnErrorTypeAnErrorAllTheSame() {
        peer.status = 400;
        peer.body = "{\"status\":\"success\",\"data\":{\"user_id\":\"AB1234\"}}";
        assertThat(refusal().kind()).isEqualTo(Kind.INPUT);
    }

    @Test
    void refusesASessionWithoutALoginTime() {
        peer.body = SESSION.replace("2026-01-01 05:59:59", "yesterday");
        KiteApiException failure =
                catchThrowableOfType(KiteApiException.class, () -> api.exchange("key", "secret", "token"));
        assertThat(failure.kind()).isEqualTo(Kind.MALFORMED);
    }

    @Test
    void givesUpOnABodyThatTrickles() {
        peer.body = SESSION;
        peer.trickle = true;
        KiteApi hasty = new KiteApi(peer.address(), client, Duration.ofMillis(300));
        KiteApiException failure = catchThrowableOfType(KiteApiException.class, () -> hasty.profile("k", "a"));
        assertThat(failure.kind()).isEqualTo(Kind.TIMEOUT);
        assertThat(failure.retryable()).isTrue();
    }

    @Test
    void givesUpOnAPeerThatTakesTheConnectionAndSaysNothing() throws IOException {
        try (ServerSocket mute = new ServerSocket(0, 5, java.net.InetAddress.getLoopbackAddress())) {
            KiteApi hasty =
                    new KiteApi(URI.create("http://127.0.0.1:" + mute.getLocalPort()), client, Duration.ofMillis(300));
            KiteApiException failure = catchThrowableOfType(KiteApiException.class, () -> hasty.profile("k", "a"));
            assertThat(failure.kind()).isEqualTo(Kind.TIMEOUT);
        }
    }

    @Test
    void givesUpOnABodyWithoutAnEnd() {
        peer.body = "{\"status\":\"" + "x".repeat(2 << 20);
        assertThat(refusal().kind()).isEqualTo(Kind.UNAVAILABLE);
    }

    @Test
    void callsAClosedPortUnavailable() throws IOException {
        int port;
        try (ServerSocket closed = new ServerSocket(0)) {
            port = closed.getLocalPort();
        }
        KiteApi away = new KiteApi(URI.create("http://127.0.0.1:" + port), client, Duration.ofSeconds(20));
        KiteApiException failure = catchThrowableOfType(KiteApiException.class, () -> away.profile("k", "a"));
        assertThat(failure.kind()).isEqualTo(Kind.UNAVAILABLE);
        assertThat(failure.getCause()).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"with\nbreak", "with space", "ümlaut", ""})
    void sendsNoKeyThatAHeaderCannotCarryAndDoesNotRepeatIt(String key) {
        KiteApiException failure = catchThrowableOfType(KiteApiException.class, () -> api.profile(key, "planted"));
        assertThat(failure.kind()).isEqualTo(Kind.INPUT);
        assertThat(failure.getMessage()).isEqualTo("the broker refuses the parameters");
        assertThat(peer.calls).isEmpty();
    }

    @Test
    void printsNoTokenAndNoSecret() {
        assertThat(new KiteSession("AB1234", "n", "e", "planted", Instant.EPOCH).toString())
                .doesNotContain("planted");
        assertThat(new RequestToken("planted").toString()).doesNotContain("planted");
        assertThat(new TickerSession("planted", "planted").toString()).doesNotContain("planted");
        assertThat(new BrokerLogin("planted", "planted", "planted", "planted").toString())
                .doesNotContain("planted");
    }

    private KiteApiException refusal() {
        return catchThrowableOfType(KiteApiException.class, () -> api.profile("key", "access"));
    }

    @Test
    void minutesOfTheHistoryAreReadExactly() throws Exception {
        peer.body = """
                {"status":"success","data":{"candles":[["2017-12-15T09:15:00+0530",1704.5,1705,1699.25,1702.8,2499,0],
                ["2017-12-15T09:16:00+0530",89.4525001,89.4525001,89.4525,89.4525,7]]}}""";
        var candles = api.minutes(
                "key", "access", 408_065, Instant.parse("2017-12-15T03:45:00Z"), Instant.parse("2017-12-15T03:47:00Z"));

        assertThat(candles)
                .containsExactly(
                        new KiteCandle(
                                Instant.parse("2017-12-15T03:45:00Z"),
                                new BigDecimal("1704.5"),
                                new BigDecimal("1705"),
                                new BigDecimal("1699.25"),
                                new BigDecimal("1702.8"),
                                2499,
                                0L),
                        new KiteCandle(
                                Instant.parse("2017-12-15T03:46:00Z"),
                                new BigDecimal("89.4525001"),
                                new BigDecimal("89.4525001"),
                                new BigDecimal("89.4525"),
                                new BigDecimal("89.4525"),
                                7,
                                null));
        KitePeer.Call call = peer.calls.get(0);
        assertThat(call.authorization()).isEqualTo("token key:access");
        assertThat(call.address()).startsWith("/instruments/historical/408065/minute?");
        assertThat(call.address().split("[?&]"))
                .contains("from=2017-12-15+09%3A15%3A00", "to=2017-12-15+09%3A17%3A00", "oi=1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"candles\":[[]]}",
                "{\"candles\":[1]}",
                "{\"candles\":[[\"2017-12-15\",1,1,1,1,1]]}",
                "{\"candles\":[[\"2017-12-15T09:15:00+0530\",\"1\",1,1,1,1]]}",
                "{\"candles\":[[\"2017-12-15T09:15:00+0530\",1,1,1,1,1.5]]}"
            })
    void aHistoryOfAnotherFormIsRefused(String data) {
        peer.body = "{\"status\":\"success\",\"data\":" + data + "}";
        KiteApiException refused = catchThrowableOfType(
                KiteApiException.class, () -> api.minutes("key", "access", 1, Instant.EPOCH, Instant.EPOCH));
        assertThat(refused.kind()).isEqualTo(Kind.MALFORMED);
    }
}
