package io.orra.launcher.demo;

import jakarta.json.Json;

/** Session tokens of the simulated Clerk, good and forged. */
final class Tokens {
    private static final long SECONDS = 300;

    private Tokens() {}

    /**
     * @param key {@code current}, {@code unknown} or {@code none}
     */
    static String of(DemoWorld world, String version, String key, String organisation) {
        return world.control.token(Json.createObjectBuilder()
                .add("org_id", organisation)
                .add("sub", world.tenant.user())
                .add("role", "admin")
                .add("version", version)
                .add("ttl_seconds", SECONDS)
                .add("key", key)
                .build());
    }
}
