package io.orra.persistence;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** A time as PostgreSQL keeps it: to the microsecond, cut and not rounded, so that it reads back as it was written. */
public final class StoredTime {

    private StoredTime() {}

    public static Instant of(Instant time) {
        return time.truncatedTo(ChronoUnit.MICROS);
    }
}
