package io.orra.launcher.process;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/** Small requests to loopback, with the client that costs the least time to load. */
public final class Http {
    private static final int CONNECT_MILLIS = 2000;
    private static final int READ_MILLIS = 20_000;

    private Http() {}

    /** What came back. */
    public record Answer(int status, String body) {
        public boolean ok() {
            return status / 100 == 2;
        }

        /** Without the body, which may hold a token. */
        @Override
        public String toString() {
            return "HTTP " + status;
        }
    }

    /** Empty when nobody answers. */
    public static Optional<Answer> get(String url) {
        try {
            return Optional.of(send("GET", url, Map.of(), null));
        } catch (IOException away) {
            return Optional.empty();
        }
    }

    /**
     * @param json the body, or null for none
     */
    public static Answer send(String method, String url, Map<String, String> headers, String json) throws IOException {
        HttpURLConnection connection =
                (HttpURLConnection) URI.create(url).toURL().openConnection();
        connection.setConnectTimeout(CONNECT_MILLIS);
        connection.setReadTimeout(READ_MILLIS);
        connection.setRequestMethod(method);
        connection.setInstanceFollowRedirects(false);
        headers.forEach(connection::setRequestProperty);
        if (json != null) {
            connection.setRequestProperty("Content-Type", "application/json");
            connection.setDoOutput(true);
            try (OutputStream out = connection.getOutputStream()) {
                out.write(json.getBytes(StandardCharsets.UTF_8));
            }
        }
        int status = connection.getResponseCode();
        try (InputStream in = status >= 400 ? connection.getErrorStream() : connection.getInputStream()) {
            return new Answer(status, in == null ? "" : new String(in.readAllBytes(), StandardCharsets.UTF_8));
        }
    }
}
