package io.orra.tickeragent;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Tells the log once a minute whose feed sent frames that were none; the counts themselves are in health. For one thread. */
final class FrameFaults {
    private static final Logger LOG = Logger.getLogger(FrameFaults.class.getName());
    private static final Duration EVERY = Duration.ofMinutes(1);

    /** @param unwanted ticks that nobody had asked for */
    record Counts(long malformed, long unknown, long unwanted) {
        static final Counts NONE = new Counts(0, 0, 0);

        Counts plus(StreamSnapshot stream) {
            return new Counts(
                    malformed + stream.decoded().malformedFrames(),
                    unknown + stream.decoded().unknownPackets(),
                    unwanted + stream.unwanted());
        }
    }

    private Map<UUID, Counts> told = Map.of();
    private Instant next = Instant.MIN;

    boolean due(Instant now) {
        return !now.isBefore(next);
    }

    void tell(Map<UUID, Counts> now, Instant at) {
        next = at.plus(EVERY);
        now.forEach((tenant, counts) -> {
            Counts before = told.getOrDefault(tenant, Counts.NONE);
            // A feed that lost a socket counts from the beginning.
            long malformed = Math.max(0, counts.malformed() - before.malformed());
            long unknown = Math.max(0, counts.unknown() - before.unknown());
            if (malformed + unknown > 0) {
                LOG.log(
                        Level.WARNING,
                        "the feed of tenant {0} sent {1} malformed frames and {2} packets of unknown length",
                        new Object[] {tenant, malformed, unknown});
            }
        });
        told = new HashMap<>(now);
    }
}
