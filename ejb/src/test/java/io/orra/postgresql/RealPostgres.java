package io.orra.postgresql;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.time.Duration;

/** A real PostgreSQL of a test's own, without a container. */
public final class RealPostgres {

    /** The library's ten seconds are too few beside a build that has both cores. */
    private static final Duration STARTS_WITHIN = Duration.ofMinutes(2);

    private RealPostgres() {}

    /** What a test asks for beyond that is added before it starts. */
    public static EmbeddedPostgres.Builder builder() {
        return EmbeddedPostgres.builder()
                .setServerConfig("max_prepared_transactions", "64")
                .setServerConfig("fsync", "off")
                .setPGStartupWait(STARTS_WITHIN);
    }
}
