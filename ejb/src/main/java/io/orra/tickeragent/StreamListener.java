package io.orra.tickeragent;

import java.util.UUID;

/** What a stream tells whoever runs it. Calls come on the stream's threads and must not block. */
public interface StreamListener {
    /** The broker refused the session at the handshake; the stream waits for another one. */
    void sessionRefused(UUID tenant);

    /** One of the user's orders changed: the broker's JSON object as text. */
    void orderUpdate(UUID tenant, String json);

    /** The broker complained on an open socket. The text is the broker's, so it is for a log, not for a client. */
    void brokerError(UUID tenant, String text);
}
