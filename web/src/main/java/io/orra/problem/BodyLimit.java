package io.orra.problem;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;

/**
 * Refuses bodies over 64 KiB: by their announced length before a byte is read, and by what comes where no length was
 * announced. A body that comes slowly may hold one of a few threads for some seconds. A list of 9,000 instruments and a
 * provider's billing event may be longer.
 */
public class BodyLimit implements Filter {

    static final long MOST = 64 * 1024;
    private static final Map<String, Long> LONGER =
            Map.of("/api/v1/account/instruments", 768 * 1024L, "/api/v1/webhooks/billing", 256 * 1024L);
    private static final String EXCEEDED = BodyLimit.class.getName();
    private static final String CROWDED = EXCEEDED + ".crowded";
    private static final String LATE = EXCEEDED + ".late";
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** A quarter of the server's threads for requests: clients that send slowly can have no more. */
    private static final Semaphore SLOW = new Semaphore(16);

    /** Why reading this request's body ended before the body did, if it is so. */
    static Optional<Problem> refusal(ServletRequest request, String correlationId) {
        if (request.getAttribute(EXCEEDED) != null) {
            return Optional.of(new Problem(413, "body-too-large", "The body is too large", correlationId));
        }
        if (request.getAttribute(CROWDED) != null) {
            return Optional.of(
                    new Problem(503, "bodies-too-slow", "Too many bodies are on their way, try again", correlationId));
        }
        return request.getAttribute(LATE) == null
                ? Optional.empty()
                : Optional.of(new Problem(400, "body-too-slow", "The body did not come in time", correlationId));
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        HttpServletRequest http = (HttpServletRequest) request;
        long most = LONGER.getOrDefault(http.getRequestURI(), MOST);
        if (http.getContentLengthLong() > most) {
            new Problem(413, "body-too-large", "The body is too large", CorrelationId.of(request))
                    .writeTo((HttpServletResponse) response);
        } else {
            chain.doFilter(new Limited(http, most), response);
        }
    }

    private static final class Limited extends HttpServletRequestWrapper {
        private final long most;
        private ServletInputStream body;

        Limited(HttpServletRequest request, long most) {
            super(request);
            this.most = most;
        }

        @Override
        public ServletInputStream getInputStream() throws IOException {
            if (body == null) {
                body = new LimitedStream(super.getInputStream(), getRequest(), most);
            }
            return body;
        }
    }

    /** The whole body is read at the first read, so that nobody holds anything else while it comes. */
    private static final class LimitedStream extends ServletInputStream {
        private final ServletInputStream in;
        private final ServletRequest request;
        private final long most;
        private ByteArrayInputStream content;

        LimitedStream(ServletInputStream in, ServletRequest request, long most) {
            this.in = in;
            this.request = request;
            this.most = most;
        }

        @Override
        public int read() throws IOException {
            return content().read();
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            return content().read(buffer, offset, length);
        }

        private ByteArrayInputStream content() throws IOException {
            if (content == null) {
                long announced = request.getContentLengthLong();
                boolean here = announced >= 0 && in.available() >= announced;
                if (here) {
                    content = whole();
                } else if (SLOW.tryAcquire()) {
                    try {
                        content = whole();
                    } finally {
                        SLOW.release();
                    }
                } else {
                    throw refused(CROWDED);
                }
            }
            return content;
        }

        private ByteArrayInputStream whole() throws IOException {
            long begun = System.nanoTime();
            ByteArrayOutputStream body = new ByteArrayOutputStream();
            byte[] piece = new byte[8 * 1024];
            for (int read = piece(piece); read >= 0; read = piece(piece)) {
                body.write(piece, 0, read);
                if (body.size() > most) {
                    throw refused(EXCEEDED);
                }
                if (System.nanoTime() - begun > PATIENCE.toNanos()) {
                    throw refused(LATE);
                }
            }
            return new ByteArrayInputStream(body.toByteArray());
        }

        /** The connector gives up on a client that sends nothing for ten seconds. */
        private int piece(byte[] piece) throws IOException {
            try {
                return in.read(piece);
            } catch (IOException broken) {
                throw refused(LATE);
            }
        }

        private IOException refused(String why) {
            request.setAttribute(why, true);
            return new IOException("the body is not read to its end");
        }

        @Override
        public int available() throws IOException {
            return content == null ? in.available() : content.available();
        }

        @Override
        public boolean isFinished() {
            return content == null ? in.isFinished() : content.available() == 0;
        }

        @Override
        public boolean isReady() {
            return content != null || in.isReady();
        }

        @Override
        public void setReadListener(ReadListener listener) {
            throw new IllegalStateException("bodies are read by the thread that serves the request");
        }
    }
}
