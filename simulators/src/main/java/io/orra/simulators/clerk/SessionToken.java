package io.orra.simulators.clerk;

import io.orra.simulators.http.Input;
import io.orra.simulators.http.RandomText;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.util.Set;

/**
 * What a token shall say and how it shall be signed.
 *
 * @param key {@code current}, {@code previous}, {@code unknown}, {@code none} (alg none, no signature) or
 *     {@code public-as-secret} (HS256 with the public key as the secret)
 */
record SessionToken(JsonObject claims, JsonObject header, String key) {
    private static final Set<String> VERSIONS = Set.of("1", "2", "template");
    private static final Set<String> KEYS = Set.of("current", "previous", "unknown", "none", "public-as-secret");
    private static final String ROLE_PREFIX = "org:";

    static SessionToken read(Input input, Clock clock, String issuer) {
        String version = input.oneOf("version", "2", VERSIONS);
        String orgId = input.text("org_id", null);
        String orgSlug = input.text("org_slug", orgId == null ? null : orgId.replace('_', '-'));
        String role = input.text("role", "member");
        String plainRole = role.startsWith(ROLE_PREFIX) ? role.substring(ROLE_PREFIX.length()) : role;
        JsonObject claims =
                common(clock, issuer, input.text("sub"), input.integer("ttl_seconds", 60, -86_400, 864_000));
        switch (version) {
            case "1" -> version1(claims, orgId, orgSlug, ROLE_PREFIX + plainRole);
            case "2" -> version2(claims, orgId, orgSlug, plainRole);
            default -> template(claims, orgId, ROLE_PREFIX + plainRole);
        }
        override(claims, input.object("claims", new JsonObject()));
        SessionToken token =
                new SessionToken(claims, input.object("header", new JsonObject()), input.oneOf("key", "current", KEYS));
        input.done();
        return token;
    }

    private static JsonObject common(Clock clock, String issuer, String sub, long ttlSeconds) {
        long now = clock.millis() / 1000;
        return new JsonObject()
                .put("azp", "http://localhost:3000")
                .put("exp", now + ttlSeconds)
                .put("iat", now)
                .put("iss", issuer)
                .put("nbf", now - 10)
                .put("sub", sub);
    }

    private static void version1(JsonObject claims, String orgId, String slug, String role) {
        session(claims);
        if (orgId != null) {
            claims.put("org_id", orgId)
                    .put("org_role", role)
                    .put("org_slug", slug)
                    .put("org_permissions", JsonArray.of("org:dashboard:read", "org:dashboard:manage"));
        }
    }

    private static void version2(JsonObject claims, String orgId, String slug, String role) {
        session(claims);
        claims.put("jti", RandomText.alphanumeric(20)).put("v", 2).put("sts", "active");
        if (orgId == null) {
            claims.put("pla", "u:free").put("fea", "u:dashboard");
            return;
        }
        claims.put("pla", "o:pro")
                .put("fea", "o:dashboard,o:teams")
                .put(
                        "o",
                        new JsonObject()
                                .put("id", orgId)
                                .put("slg", slug)
                                .put("rol", role)
                                .put("per", "read,manage")
                                .put("fpm", "3,2"));
    }

    /** A template cannot carry sid, v, pla, fea or o; the organisation comes as claims of the template's own. */
    private static void template(JsonObject claims, String orgId, String role) {
        claims.put("jti", RandomText.alphanumeric(20));
        if (orgId != null) {
            claims.put("org_id", orgId).put("org_role", role);
        }
    }

    private static void session(JsonObject claims) {
        claims.put("fva", JsonArray.of(0, -1)).put("sid", RandomText.id("sess"));
    }

    /** A null takes the claim away. */
    static void override(JsonObject target, JsonObject overrides) {
        overrides.forEach(entry -> {
            if (entry.getValue() == null) {
                target.remove(entry.getKey());
            } else {
                target.put(entry.getKey(), entry.getValue());
            }
        });
    }
}
