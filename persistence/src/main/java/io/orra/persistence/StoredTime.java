package io.orra.persistence;

import java.sql.Timestamp;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** A time as PostgreSQL keeps it: to the microsecond, cut and not rounded, so that it reads back as it was written. */
public final class StoredTime {

    private StoredTime() {}

    public static Instant of(Instant time) {
        return time.truncatedTo(ChronoUnit.MICROS);
    }

    /** As a parameter of a statement. */
    public static Timestamp timestamp(Instant time) {
        return Timestamp.from(of(time));
    }

    /** A version for rows that keep no count of their changes: microseconds since 1970 until the last one. */
    public static long version(Instant changed) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, changed);
    }
}
