package io.orra.simulators.n8n;

import io.orra.simulators.http.BadInput;
import io.orra.simulators.http.Input;
import io.vertx.core.json.JsonObject;
import java.util.Set;

/**
 * How one webhook answers.
 *
 * @param status 0 for the usual answer, else answered instead of it
 * @param times after how many calls the status (and the delay) end; 0 is never
 * @param tenantId whose calls status, delay and workflow error are for; null for everybody's
 * @param authHeader name of the header of header authentication, or null for none
 * @param respondMode onReceived, lastNode or responseNode
 * @param workflowError the workflow fails: 500, except in mode onReceived, where the caller does not see it
 */
record WebhookSettings(
        int status,
        int delayMs,
        int times,
        String tenantId,
        String authHeader,
        String authValue,
        boolean registered,
        String respondMode,
        boolean workflowError) {

    static final WebhookSettings DEFAULT = new WebhookSettings(0, 0, 0, null, null, null, true, "onReceived", false);
    private static final Set<String> MODES = Set.of("onReceived", "lastNode", "responseNode");

    static WebhookSettings read(Input input) {
        WebhookSettings settings = new WebhookSettings(
                input.integer("status", 0, 0, 599),
                input.integer("delay_ms", 0, 0, 600_000),
                input.integer("times", 0, 0, 1_000_000),
                input.text("tenant_id", null),
                input.text("auth_header", null),
                input.text("auth_value", null),
                input.flag("registered", true),
                input.oneOf("respond_mode", "onReceived", MODES),
                input.flag("workflow_error", false));
        input.done();
        if (settings.status != 0 && settings.status < 200) {
            throw new BadInput("'status' must be 0 or between 200 and 599");
        }
        if ((settings.authHeader == null) != (settings.authValue == null)) {
            throw new BadInput("'auth_header' and 'auth_value' belong together");
        }
        return settings;
    }

    boolean concerns(String tenant) {
        return tenantId == null || tenantId.equals(tenant);
    }

    /** The same webhook, answering as usual. */
    WebhookSettings faultless() {
        return new WebhookSettings(0, 0, 0, tenantId, authHeader, authValue, registered, respondMode, false);
    }

    /** Without the secret value. */
    JsonObject toJson() {
        return new JsonObject()
                .put("status", status)
                .put("delay_ms", delayMs)
                .put("times", times)
                .put("tenant_id", tenantId)
                .put("auth_header", authHeader)
                .put("registered", registered)
                .put("respond_mode", respondMode)
                .put("workflow_error", workflowError);
    }

    @Override
    public String toString() {
        return "WebhookSettings" + toJson().encode();
    }
}
