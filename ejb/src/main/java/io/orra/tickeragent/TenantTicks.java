package io.orra.tickeragent;

import io.orra.kite.Tick;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.UUID;

/**
 * The ticks of one frame as they came from one tenant's feed.
 *
 * @param received when the frame was complete on this side
 * @param ticks in the frame's order, at least one; all look into the frame's own array, which nobody writes to again, so
 *     they may be kept together, and one that is kept for longer is {@linkplain Tick#detached() detached} first
 */
public record TenantTicks(UUID tenant, Instant received, List<Tick> ticks) {
    public TenantTicks {
        // A view, not a copy: whoever made the list doesn't touch it again.
        ticks = Collections.unmodifiableList(ticks);
    }
}
