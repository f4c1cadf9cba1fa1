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
import java.io.IOException;
import java.util.Map;

/**
 * Refuses bodies over 64 KiB: by their announced length before a byte is read, and by what comes where no length was
 * announced. A list of 9,000 instruments and a provider's billing event may be longer.
 */
public class BodyLimit implements Filter {

    static final long MOST = 64 * 1024;
    private static final Map<String, Long> LONGER =
            Map.of("/api/v1/account/instruments", 768 * 1024L, "/api/v1/webhooks/billing", 256 * 1024L);
    private static final String EXCEEDED = BodyLimit.class.getName();

    /** Whether reading this request's body ended at the limit. */
    static boolean exceeded(ServletRequest request) {
        return request.getAttribute(EXCEEDED) != null;
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

    private static final class LimitedStream extends ServletInputStream {
        private final ServletInputStream in;
        private final ServletRequest request;
        private long left;

        LimitedStream(ServletInputStream in, ServletRequest request, long most) {
            this.in = in;
            this.request = request;
            this.left = most;
        }

        @Override
        public int read() throws IOException {
            int value = in.read();
            count(value == -1 ? 0 : 1);
            return value;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int read = in.read(buffer, offset, length);
            count(Math.max(0, read));
            return read;
        }

        private void count(int read) throws IOException {
            left -= read;
            if (left < 0) {
                request.setAttribute(EXCEEDED, true);
                throw new IOException("the body is longer than allowed");
            }
        }

        @Override
        public int available() throws IOException {
            return in.available();
        }

        @Override
        public boolean isFinished() {
            return in.isFinished();
        }

        @Override
        public boolean isReady() {
            return in.isReady();
        }

        @Override
        public void setReadListener(ReadListener listener) {
            in.setReadListener(listener);
        }
    }
}
