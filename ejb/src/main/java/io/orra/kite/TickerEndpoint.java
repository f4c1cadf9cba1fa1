package io.orra.kite;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocketHandshakeException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

/**
 * Where the feed is, and how to connect.
 *
 * @param base for example {@code wss://ws.kite.trade}
 * @param connectTimeout limit for connection and handshake together
 */
public record TickerEndpoint(HttpClient client, URI base, Duration connectTimeout) {

    /** Opens a socket; the future fails with {@link TickerHandshakeException} and nothing else. */
    public CompletableFuture<TickerConnection> open(TickerSession session, TickerEvents events) {
        TickerConnection connection = new TickerConnection(events);
        CompletableFuture<TickerConnection> opened = new CompletableFuture<>();
        try {
            client.newWebSocketBuilder()
                    .connectTimeout(connectTimeout)
                    .header("X-Kite-Version", "3")
                    .buildAsync(address(session), connection.listener())
                    .orTimeout(connectTimeout.toMillis() + 500, TimeUnit.MILLISECONDS)
                    .whenComplete((socket, failure) -> {
                        if (failure == null) {
                            connection.opened(socket);
                            opened.complete(connection);
                        } else {
                            connection.abort();
                            opened.completeExceptionally(refusal(failure));
                        }
                    });
        } catch (IllegalArgumentException notAnAddress) {
            opened.completeExceptionally(new TickerHandshakeException(TickerHandshakeException.Refusal.UNAVAILABLE, 0));
        }
        return opened;
    }

    private URI address(TickerSession session) {
        String query = FormEncoding.of(Map.of("api_key", session.apiKey(), "access_token", session.accessToken()));
        String path = base.getRawPath() == null || base.getRawPath().isEmpty() ? "/" : "";
        return URI.create(base + path + "?" + query);
    }

    private static TickerHandshakeException refusal(Throwable failure) {
        Throwable cause = failure instanceof CompletionException wrapped ? wrapped.getCause() : failure;
        if (cause instanceof WebSocketHandshakeException handshake && handshake.getResponse() != null) {
            int status = handshake.getResponse().statusCode();
            return switch (status) {
                case 401, 403 -> new TickerHandshakeException(TickerHandshakeException.Refusal.SESSION, status);
                case 429 -> new TickerHandshakeException(TickerHandshakeException.Refusal.TOO_MANY_CONNECTIONS, status);
                default -> new TickerHandshakeException(TickerHandshakeException.Refusal.UNAVAILABLE, status);
            };
        }
        return new TickerHandshakeException(TickerHandshakeException.Refusal.UNAVAILABLE, 0);
    }
}
