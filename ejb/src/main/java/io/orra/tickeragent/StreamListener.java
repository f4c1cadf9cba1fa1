package io.orra.tickeragent;

import java.time.Instant;
import java.util.Set;
import java.util.UUID;

/** What a stream tells whoever runs it. Calls come on the stream's threads and must not block. */
public interface StreamListener {
    /** One frame's ticks of instruments that the tenant wants, in the order of arrival. */
    void ticks(TenantTicks frame);

    /** The instruments flow, or would if anything happened to them, since the time of the first frame. */
    void feedUp(UUID tenant, Set<Long> instruments, Instant firstFrame);

    /** The instruments flow no more; the last frame that could have held them came at the time. */
    void feedDown(UUID tenant, Set<Long> instruments, Instant lastFrame);

    /** The broker refused the session at the handshake; the stream waits for another one. */
    void sessionRefused(UUID tenant);

    /** One of the user's orders changed: the broker's JSON object as text. */
    void orderUpdate(UUID tenant, String json);

    /** The broker complained on an open socket. The text is the broker's, so it is for a log, not for a client. */
    void brokerError(UUID tenant, String text);
}
