package io.orra.simulators.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.orra.simulators.Caller;
import io.orra.simulators.SimulatorPorts;
import io.orra.simulators.Simulators;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ControlInputTest {
    private static Simulators simulators;
    private static Caller control;

    @BeforeAll
    static void start() {
        simulators = Simulators.start(SimulatorPorts.ephemeral());
        control = new Caller(simulators.controlUri());
    }

    @AfterAll
    static void stop() {
        simulators.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "PUT|/kite/apps/k|{}|'api_secret' is required",
                "PUT|/kite/apps/k|{\"api_secret\":1}|'api_secret' must be a string",
                "PUT|/kite/apps/k|[1]|the body must be one JSON object",
                "PUT|/kite/apps/k|{|the body must be one JSON object",
                "PUT|/kite/accounts/u|{\"totp_seed\":\"MFRGG===\"}|'password' is required for a new account",
                "PUT|/kite/accounts/u|{\"password\":\"p\",\"totp_seed\":\"018\"}|'totp_seed' must be base32",
                "PUT|/kite/accounts/u|{\"password\":\"p\",\"twofa_type\":\"sms\"}|'twofa_type' must be one of [app_code, totp]",
                "POST|/kite/request-tokens|{\"user_id\":\"no\",\"api_key\":\"k\"}|no account has this 'user_id'",
                "PUT|/kite/faults|{\"capcha\":true}|unknown field [capcha]",
                "PUT|/kite/faults|{\"captcha\":\"yes\"}|'captcha' must be true or false",
                "PUT|/kite/faults|{\"rest\":[{\"status\":42}]}|'status' must be between 200 and 599",
                "PUT|/kite/faults|{\"rest\":[{\"path\":\"/x\"}]}|a fault needs a 'status', a 'delay_ms' or an 'action'",
                "PUT|/kite/faults|{\"rest\":[{\"status\":500,\"often\":1}]}|unknown field [often]",
                "PUT|/kite/ticker/faults|{\"heartbeat_byte\":256}|'heartbeat_byte' must be between 0 and 255",
                "PUT|/kite/market|{\"ticks_per_second\":-1}|'ticks_per_second' must be between",
                "PUT|/kite/market|{\"seed\":1.5}|'seed' must be a whole number",
                "PUT|/kite/market/408065|{}|'last_price' is required",
                "POST|/kite/ticker/raw|{\"base64\":\"?\"}|'base64' is not base64",
                "POST|/clerk/tokens|{}|'sub' is required",
                "POST|/clerk/tokens|{\"sub\":\"u\",\"key\":\"mine\"}|'key' must be one of",
                "POST|/clerk/webhooks|{\"url\":\"ftp://x\",\"secret\":\"whsec_YQ==\",\"type\":\"t\",\"data\":{}}|'url' must be an absolute http URL",
                "POST|/clerk/webhooks|{\"url\":\"http://x\",\"secret\":\"whsec_?\",\"type\":\"t\",\"data\":{}}|a webhook secret must be whsec_ and base64",
                "POST|/stripe/events|{\"url\":\"http://x\"}|'secret' is required",
                "PUT|/n8n/webhooks/p|{\"auth_header\":\"X\"}|'auth_header' and 'auth_value' belong together"
            })
    void badInputIsAnsweredWith400AndSaysWhatIsWrong(String method, String path, String body, String error) {
        HttpResponse<String> response = control.text(method, path, body);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(400);
        assertThat(new JsonObject(response.body()).getString("error")).contains(error);
    }

    @Test
    void aRefusedRequestChangesNothing() {
        control.text("PUT", "/kite/faults", "{\"captcha\":true,\"rest\":[{\"status\":1}]}");
        assertThat(control.ok("GET", "/kite/faults").getBoolean("captcha")).isFalse();
        control.text("PUT", "/kite/accounts/new", "{\"password\":\"p\",\"bad\":1}");
        assertThat(control.get("/kite/accounts/new").statusCode()).isEqualTo(404);
    }

    @Test
    void secretsAreNeverShownAgain() {
        JsonObject account = new JsonObject().put("password", "pa55").put("totp_seed", "JBSWY3DPEHPK3PXP");
        String answer =
                control.text("PUT", "/kite/accounts/secret", account.encode()).body()
                        + control.get("/kite/accounts/secret").body();
        assertThat(answer).doesNotContain("pa55", "JBSWY3DPEHPK3PXP");
        JsonObject app = new JsonObject().put("api_secret", "t0psecret").put("redirect_url", "http://127.0.0.1:1/");
        assertThat(control.text("PUT", "/kite/apps/secret", app.encode()).body())
                .doesNotContain("t0psecret");
    }

    @Test
    void unknownPathsAndThingsAre404() {
        assertThat(control.get("/kite/nothing").statusCode()).isEqualTo(404);
        assertThat(control.get("/kite/market/1").statusCode()).isEqualTo(404);
        assertThat(control.delete("/kite/apps/nobody").statusCode()).isEqualTo(404);
        assertThat(control.text("PUT", "/kite/ticker/connections/9", "{}").statusCode())
                .isEqualTo(404);
        assertThat(control.text("POST", "/kite/faults", "{}").statusCode()).isEqualTo(405);
    }
}
