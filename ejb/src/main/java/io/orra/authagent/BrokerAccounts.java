package io.orra.authagent;

import io.orra.credentials.KiteLink;
import io.orra.kite.BrokerLogin;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.StringReader;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Puts together what a login at the broker's page takes. User id and password are the stored ones; where a tenant
 * gave none, the original's maps {@code ZERODHA_USER_ID_MAP_JSON} and {@code ZERODHA_PASSWORD_MAP_JSON}, keyed by
 * tenant, stand in.
 */
@ApplicationScoped
public class BrokerAccounts {

    private JsonObject userIds;
    private JsonObject passwords;

    @Inject
    BrokerAccounts(
            @ConfigProperty(name = "ZERODHA_USER_ID_MAP_JSON", defaultValue = "{}") String userIds,
            @ConfigProperty(name = "ZERODHA_PASSWORD_MAP_JSON", defaultValue = "{}") String passwords) {
        this.userIds = map("ZERODHA_USER_ID_MAP_JSON", userIds);
        this.passwords = map("ZERODHA_PASSWORD_MAP_JSON", passwords);
    }

    protected BrokerAccounts() {}

    /** Parts that nobody gave are null; the login itself refuses then. */
    BrokerLogin login(UUID tenant, KiteLink link) {
        return new BrokerLogin(
                link.apiKey(),
                link.brokerUserId() == null ? userIds.getString(tenant.toString(), null) : link.brokerUserId(),
                link.brokerPassword() == null ? passwords.getString(tenant.toString(), null) : link.brokerPassword(),
                link.totpSecret());
    }

    private static JsonObject map(String setting, String json) {
        try (JsonReader reader = Json.createReader(new StringReader(json))) {
            return reader.readObject();
        } catch (JsonException notAnObject) {
            throw new IllegalStateException(setting + " must be a JSON object of tenant ids and strings");
        }
    }
}
