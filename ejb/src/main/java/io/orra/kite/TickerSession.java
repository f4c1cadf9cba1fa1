package io.orra.kite;

import java.util.Objects;

/** What the ticker's handshake needs of a broker session; equal sessions would be answered alike. */
public record TickerSession(String apiKey, String accessToken) {
    public TickerSession {
        Objects.requireNonNull(apiKey);
        Objects.requireNonNull(accessToken);
    }

    @Override
    public String toString() {
        return "TickerSession[hidden]";
    }
}
