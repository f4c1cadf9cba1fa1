package io.orra.kite;

import io.orra.kite.KiteApiException.Kind;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPInputStream;

/**
 * The broker's list of instruments, {@code GET /instruments}: about 100,000 rows of CSV, compressed, made anew each
 * morning. It needs no session. The rows are handed on as they come, so that the list is never held whole.
 */
public final class InstrumentDump {

    /** Takes the rows while they come. */
    @FunctionalInterface
    public interface Reader<T> {
        T read(InputStream csv) throws IOException;
    }

    private static final long MOST_BYTES = 256L << 20;
    private static final Duration ANSWER = Duration.ofSeconds(20);

    private final URI address;
    private final HttpClient client;
    private final Duration whole;
    private final ThreadFactory threads;

    /**
     * @param base address of the API
     * @param whole limit for the list from the first byte to the last: a peer that trickles is given up then
     */
    public InstrumentDump(URI base, HttpClient client, Duration whole, ThreadFactory threads) {
        this.address = URI.create(base.toString().replaceAll("/+$", "") + "/instruments");
        this.client = client;
        this.whole = whole;
        this.threads = threads;
    }

    /**
     * @return what the reader made of it
     * @throws KiteApiException when the broker gives no list
     * @throws IOException when the list breaks off, or the reader fails
     */
    public <T> T read(Reader<T> reader) throws KiteApiException, IOException {
        HttpResponse<InputStream> answer = ask();
        ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(threads);
        try (InputStream body = answer.body()) {
            if (answer.statusCode() != 200) {
                throw new KiteApiException(kind(answer.statusCode()), answer.statusCode());
            }
            if (!header(answer, "Content-Type").contains("csv")) {
                throw new KiteApiException(Kind.MALFORMED, answer.statusCode());
            }
            ScheduledFuture<?> limit = timer.schedule(() -> close(body), whole.toMillis(), TimeUnit.MILLISECONDS);
            try {
                boolean compressed = header(answer, "Content-Encoding").contains("gzip");
                return reader.read(new Limited(compressed ? new GZIPInputStream(body) : body));
            } finally {
                limit.cancel(false);
            }
        } finally {
            timer.shutdownNow();
        }
    }

    private HttpResponse<InputStream> ask() throws KiteApiException, IOException {
        HttpRequest request = HttpRequest.newBuilder(address)
                .header("X-Kite-Version", "3")
                .header("Accept-Encoding", "gzip")
                .timeout(ANSWER)
                .build();
        try {
            return client.send(request, HttpResponse.BodyHandlers.ofInputStream());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while waiting for the broker");
        } catch (HttpTimeoutException late) {
            throw new KiteApiException(Kind.TIMEOUT, 0);
        } catch (IOException unreachable) {
            throw new KiteApiException(Kind.UNAVAILABLE, 0);
        }
    }

    private static Kind kind(int status) {
        if (status == 429) {
            return Kind.RATE_LIMITED;
        }
        return status >= 500 ? Kind.UNAVAILABLE : Kind.OTHER;
    }

    private static String header(HttpResponse<?> answer, String name) {
        return answer.headers().firstValue(name).orElse("").toLowerCase(Locale.ROOT);
    }

    private static void close(InputStream body) {
        try {
            body.close();
        } catch (IOException gone) {
            return;
        }
    }

    /** Ends with an error where a list of any plausible size has long ended. */
    private static final class Limited extends FilterInputStream {
        private long left = MOST_BYTES;

        Limited(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            int next = super.read();
            count(next < 0 ? 0 : 1);
            return next;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int count = super.read(bytes, offset, length);
            count(Math.max(0, count));
            return count;
        }

        private void count(int bytes) throws IOException {
            left -= bytes;
            if (left < 0) {
                throw new IOException("a list of more than " + MOST_BYTES + " bytes");
            }
        }
    }
}
