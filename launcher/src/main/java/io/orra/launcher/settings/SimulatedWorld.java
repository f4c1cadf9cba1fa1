package io.orra.launcher.settings;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Where the simulators answer.
 *
 * @param firstPort the control endpoint's port; the parties follow in a row
 */
public record SimulatedWorld(int firstPort) {
    /** NIFTY 50, RELIANCE, INFY, TCS and HDFCBANK on NSE, so that there are ticks to see. */
    private static final String INSTRUMENTS = "256265,738561,408065,2953217,341249";

    public String control() {
        return http(0);
    }

    public String kiteApi() {
        return http(1);
    }

    public String kiteWeb() {
        return http(2);
    }

    public String clerk() {
        return http(4);
    }

    public String stripe() {
        return http(5);
    }

    public String n8n() {
        return http(6);
    }

    /** What the application is told while nothing else is set. */
    Map<Setting, String> addresses() {
        Map<Setting, String> addresses = new LinkedHashMap<>();
        addresses.put(Setting.KITE_API_URL, kiteApi());
        addresses.put(Setting.KITE_LOGIN_URL, kiteWeb() + "/connect/login");
        addresses.put(Setting.KITE_TICKER_URL, "ws://127.0.0.1:" + (firstPort + 3));
        addresses.put(Setting.CLERK_JWKS_URL, clerk() + "/.well-known/jwks.json");
        addresses.put(Setting.CLERK_ISSUER, clerk());
        addresses.put(Setting.CLERK_API_BASE_URL, clerk() + "/v1");
        addresses.put(Setting.STRIPE_API_BASE_URL, stripe());
        addresses.put(Setting.N8N_TELEGRAM_WEBHOOK_URL, n8n() + "/webhook/telegram");
        addresses.put(Setting.N8N_WHATSAPP_WEBHOOK_URL, n8n() + "/webhook/whatsapp");
        addresses.put(Setting.N8N_EMAIL_WEBHOOK_URL, n8n() + "/webhook/email");
        addresses.put(Setting.N8N_URGENT_WEBHOOK_URL, n8n() + "/webhook/urgent");
        addresses.put(Setting.N8N_WEBHOOK_ALLOWED_HOSTS_CSV, "127.0.0.1");
        addresses.put(Setting.MARKET_CALENDAR, "always-open");
        addresses.put(Setting.TICKER_INSTRUMENT_TOKENS_CSV, INSTRUMENTS);
        return addresses;
    }

    private String http(int offset) {
        return "http://127.0.0.1:" + (firstPort + offset);
    }
}
