package io.orra.redis;

import java.util.UUID;

/** The keys and channels of the original, which existing readers know. */
public final class RedisNames {

    private RedisNames() {}

    /** String: the tenant's access token at the broker; ends with the broker's day. */
    public static String accessToken(UUID tenant) {
        return "kite:access_token:" + tenant;
    }

    /** String: {@code connected} or {@code inactive}. */
    public static String connectionStatus(UUID tenant) {
        return "kite:connection_status:" + tenant;
    }

    /** String: {@code 1} or {@code 0}; missing means active. */
    public static String tenantActive(UUID tenant) {
        return "tenant:active:" + tenant;
    }

    /** Channel: an ISO-8601 time whenever the tenant has a fresh session. */
    public static String tokenRefreshed(UUID tenant) {
        return "auth:token_refreshed:" + tenant;
    }

    /** String: when this bucket of requests is full again, in microseconds; ends then. */
    public static String rateLimit(String whose) {
        return "ratelimit:" + whose;
    }

    /** String: what a request with this idempotency key was answered, or that it is being answered. */
    public static String idempotency(UUID tenant, UUID user, String keyHash) {
        return "idempotency:" + tenant + ":" + user + ":" + keyHash;
    }

    /** Channel of one instrument's ticks, without the instrument's token at its end. */
    public static String ticks(UUID tenant) {
        return "ticker:" + tenant + ":";
    }

    /** Hash: the newest tick of each instrument that is streamed, by token, in the channels' form. */
    public static String lastTicks(UUID tenant) {
        return "ticker:last:" + tenant;
    }

    /** String: the instance that streams the tenant; ends by itself when that no longer renews it. */
    public static String streamOwner(UUID tenant) {
        return "ticker:owner:" + tenant;
    }

    /** Channel: {@code active} or {@code inactive} whenever that changes. */
    public static String tenantStatus(UUID tenant) {
        return "billing:tenant_status:" + tenant;
    }
}
