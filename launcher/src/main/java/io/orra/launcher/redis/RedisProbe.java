package io.orra.launcher.redis;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * One question and one answer on a fresh connection, in Redis's own protocol: enough to know that it is there,
 * without a client library.
 *
 * @param url {@code redis://[[user]:password@]host:port[/db]}
 */
public record RedisProbe(URI url) {
    private static final int STANDARD_PORT = 6379;
    private static final int MILLIS = 2000;

    public boolean answers() {
        return ask("PING").filter("PONG"::equals).isPresent();
    }

    private Optional<String> ask(String... command) {
        try (Socket socket = new Socket()) {
            int port = url.getPort() < 0 ? STANDARD_PORT : url.getPort();
            socket.connect(new InetSocketAddress(url.getHost(), port), MILLIS);
            socket.setSoTimeout(MILLIS);
            OutputStream out = socket.getOutputStream();
            InputStream in = new BufferedInputStream(socket.getInputStream());
            if (url.getUserInfo() != null) {
                send(out, login());
                answer(in);
            }
            if (url.getPath() != null && url.getPath().length() > 1) {
                send(out, List.of("SELECT", url.getPath().substring(1)));
                answer(in);
            }
            send(out, List.of(command));
            return Optional.of(answer(in));
        } catch (IOException away) {
            return Optional.empty();
        }
    }

    private List<String> login() {
        String[] userAndPassword = url.getUserInfo().split(":", 2);
        boolean named = userAndPassword.length == 2 && !userAndPassword[0].isEmpty();
        String password = userAndPassword[userAndPassword.length - 1];
        return named ? List.of("AUTH", userAndPassword[0], password) : List.of("AUTH", password);
    }

    private static void send(OutputStream out, List<String> words) throws IOException {
        StringBuilder request = new StringBuilder("*" + words.size() + "\r\n");
        for (String word : words) {
            int length = word.getBytes(StandardCharsets.UTF_8).length;
            request.append('$').append(length).append("\r\n").append(word).append("\r\n");
        }
        out.write(request.toString().getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    /** A simple string or a number; an error reply and all else counts as no answer. */
    private static String answer(InputStream in) throws IOException {
        int kind = in.read();
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c >= 0 && c != '\n'; c = in.read()) {
            line.append((char) c);
        }
        if (kind == '+' || kind == ':') {
            return line.toString().strip();
        }
        throw new IOException("Redis refused");
    }

    /** Without the password. */
    @Override
    public String toString() {
        return url.getHost() + ":" + url.getPort();
    }
}
