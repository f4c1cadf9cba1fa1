package io.orra.launcher.demo;

import io.orra.launcher.settings.Secret;
import io.orra.launcher.settings.Setting;
import io.orra.launcher.settings.Settings;
import io.orra.launcher.simulators.SimulatorControl;
import jakarta.json.JsonObject;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/**
 * What an n8n webhook received for one tenant.
 *
 * @param path the webhook's
 */
record Inbox(SimulatorControl control, Settings settings, String path, UUID tenant) {
    List<JsonObject> received() {
        return control.look("/n8n/received?path=" + path).getJsonArray("received").stream()
                .map(request -> request.asJsonObject())
                .filter(request -> request.get("body") instanceof JsonObject body
                        && tenant.toString().equals(body.getString("tenant_id", null)))
                .toList();
    }

    /** The body of one request, which must carry the header that proves the caller. */
    JsonObject proven(JsonObject request) {
        String header = settings.get(Setting.N8N_WEBHOOK_AUTH_HEADER).toLowerCase(Locale.ROOT);
        String value = request.getJsonObject("headers").getString(header, "");
        Mismatch.unless(
                value.equals(settings.get(Secret.N8N_WEBHOOK_AUTH_VALUE)),
                "the header " + header + " with its value",
                value.isEmpty() ? "no such header" : "another value");
        Mismatch.unlessEqual("n8n's answer", 200, request.getInt("status", 0));
        return request.getJsonObject("body");
    }
}
