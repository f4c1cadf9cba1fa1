package io.orra.it.notification;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;

/** In place of Telegram's and WhatsApp's servers. */
final class MessengerListener implements AutoCloseable {

    private final HttpServer server;
    private final List<Call> calls = new CopyOnWriteArrayList<>();
    private final AtomicBoolean refusing = new AtomicBoolean();

    /** What was posted, and with which authorization. */
    record Call(String path, String authorization, JsonObject body) {}

    MessengerListener() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::take);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    List<Call> calls() {
        return calls;
    }

    /** The next call is refused, and not counted. */
    void refuseOne() {
        refusing.set(true);
    }

    private void take(HttpExchange call) throws IOException {
        if (refusing.getAndSet(false)) {
            call.sendResponseHeaders(500, -1);
            call.close();
            return;
        }
        try (JsonReader body = Json.createReader(call.getRequestBody())) {
            calls.add(new Call(
                    call.getRequestURI().getPath(),
                    call.getRequestHeaders().getFirst("Authorization"),
                    body.readObject()));
        }
        byte[] answer = "{\"ok\":true,\"result\":{\"message_id\":1}}".getBytes(StandardCharsets.UTF_8);
        call.getResponseHeaders().add("Content-Type", "application/json");
        call.sendResponseHeaders(200, answer.length);
        call.getResponseBody().write(answer);
        call.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
