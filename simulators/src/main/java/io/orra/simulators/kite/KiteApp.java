package io.orra.simulators.kite;

import io.orra.simulators.http.Input;
import io.vertx.core.json.JsonObject;

/**
 * A Kite Connect app as its developer registered it.
 *
 * @param consentRequired the first login of each user shows the authorise page
 * @param marketData whether the app's plan has quotes and the ticker; without it both answer 403
 */
public record KiteApp(
        String apiKey, String apiSecret, String redirectUrl, boolean consentRequired, boolean marketData) {

    public static KiteApp read(String apiKey, Input input) {
        KiteApp app = new KiteApp(
                apiKey,
                input.text("api_secret"),
                input.text("redirect_url"),
                input.flag("consent_required", false),
                input.flag("market_data", true));
        input.done();
        return app;
    }

    /** Without the secret. */
    public JsonObject toJson() {
        return new JsonObject()
                .put("api_key", apiKey)
                .put("redirect_url", redirectUrl)
                .put("consent_required", consentRequired)
                .put("market_data", marketData);
    }

    @Override
    public String toString() {
        return "KiteApp[" + apiKey + "]";
    }
}
