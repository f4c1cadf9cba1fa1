package io.orra.simulators;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;

/** A webhook endpoint of the tests: keeps the last call and answers 202. */
public final class Endpoint implements AutoCloseable {
    private final HttpServer server;
    private volatile Headers headers;
    private volatile String body;

    public Endpoint() throws IOException {
        server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        server.createContext("/", exchange -> {
            headers = exchange.getRequestHeaders();
            body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            byte[] answer = "thanks".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(202, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        server.start();
    }

    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/hook";
    }

    public String header(String name) {
        return headers.getFirst(name);
    }

    public String body() {
        return body;
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
