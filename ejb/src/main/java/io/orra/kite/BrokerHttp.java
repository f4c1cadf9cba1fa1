package io.orra.kite;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Sends one request and takes its whole answer within one time limit. The JDK's own request time-out ends with the
 * headers, so a peer that trickles its body would hold the caller for ever.
 */
final class BrokerHttp {
    private static final int MAX_BODY_BYTES = 1 << 20;

    private final HttpClient client;

    BrokerHttp(HttpClient client) {
        this.client = Objects.requireNonNull(client);
    }

    /**
     * @throws HttpTimeoutException when the whole answer was not there within the limit
     * @throws InterruptedIOException when the calling thread was interrupted; its flag is set again
     * @throws IOException for everything else that kept the answer away
     */
    BrokerAnswer send(HttpRequest request, Duration limit) throws IOException {
        CompletableFuture<HttpResponse<byte[]>> pending = client.sendAsync(request, BoundedBody.upTo(MAX_BODY_BYTES));
        try {
            HttpResponse<byte[]> response = pending.get(limit.toMillis(), TimeUnit.MILLISECONDS);
            return new BrokerAnswer(response.statusCode(), response.headers(), response.body());
        } catch (TimeoutException late) {
            pending.cancel(true);
            throw new HttpTimeoutException("no whole answer within " + limit.toMillis() + " ms");
        } catch (InterruptedException stopped) {
            pending.cancel(true);
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while waiting for the broker");
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof IOException cause) {
                throw cause;
            }
            throw new IOException(failed.getCause());
        }
    }
}
