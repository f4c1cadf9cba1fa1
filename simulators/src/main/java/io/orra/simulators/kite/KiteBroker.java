package io.orra.simulators.kite;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The broker's books: who may log in where, and which tokens live. */
public final class KiteBroker {
    private static final DateTimeFormatter API_TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

    private final Clock clock;
    private final Map<String, KiteApp> apps = new LinkedHashMap<>();
    private final Map<String, KiteAccount> accounts = new LinkedHashMap<>();
    private final RequestTokens requestTokens;
    private final Sessions sessions;
    private KiteSwitches switches = KiteSwitches.DEFAULT;

    public KiteBroker(Clock clock) {
        this.clock = clock;
        this.requestTokens = new RequestTokens(clock);
        this.sessions = new Sessions(clock);
    }

    public void register(KiteApp app) {
        apps.put(app.apiKey(), app);
    }

    public boolean removeApp(String apiKey) {
        return apps.remove(apiKey) != null;
    }

    public Optional<KiteApp> app(String apiKey) {
        return Optional.ofNullable(apps.get(apiKey));
    }

    /** @throws KiteError 400 for a key that is absent or nobody's */
    public KiteApp appOrError(String apiKey) {
        if (apiKey == null || apiKey.isEmpty()) {
            throw KiteError.missing("api_key");
        }
        return app(apiKey).orElseThrow(() -> KiteError.input("Invalid `api_key`."));
    }

    public void open(KiteAccount account) {
        accounts.put(account.userId(), account);
    }

    public Optional<KiteAccount> account(String userId) {
        return Optional.ofNullable(accounts.get(userId));
    }

    public boolean close(String userId) {
        endEverythingOf(userId);
        return accounts.remove(userId) != null;
    }

    /** A block logs the account out everywhere. */
    public void endEverythingOf(String userId) {
        sessions.endAllOf(userId);
        requestTokens.revoke(userId);
    }

    /**
     * Exchanges a request token.
     *
     * @param checksum lower-case hex SHA-256 of api_key + request_token + api_secret
     * @throws KiteError in the order: missing field, unknown app, checksum, token
     */
    public KiteSession exchange(String apiKey, String requestToken, String checksum) {
        KiteApp app = appOrError(apiKey);
        if (requestToken == null || requestToken.isEmpty()) {
            throw KiteError.missing("request_token");
        }
        if (checksum == null || checksum.isEmpty()) {
            throw KiteError.missing("checksum");
        }
        if (!sha256(apiKey + requestToken + app.apiSecret()).equals(checksum)) {
            throw KiteError.token("Invalid `checksum`.");
        }
        String userId = requestTokens.redeem(requestToken, apiKey, switches.requestTokenTtlSeconds());
        return sessions.open(userId, apiKey, switches.newLoginInvalidatesPrevious());
    }

    public Optional<KiteSession> session(String apiKey, String accessToken) {
        return sessions.find(apiKey, accessToken, switches.dailyFlush());
    }

    public RequestTokens requestTokens() {
        return requestTokens;
    }

    public Sessions sessions() {
        return sessions;
    }

    public KiteSwitches switches() {
        return switches;
    }

    public void set(KiteSwitches newSwitches) {
        switches = newSwitches;
    }

    public Clock clock() {
        return clock;
    }

    /** The API's way to write a time: Indian wall clock, no zone. */
    public static String apiTime(java.time.Instant instant) {
        return ZonedDateTime.ofInstant(instant, Sessions.INDIA).format(API_TIME);
    }

    private static String sha256(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
