package io.orra.it.frame;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Executors;

/** A receiver of OTLP over HTTP, as a collector of traces is one, for all that the stack of this JVM sends. */
public final class Spans {

    private static final int MOST = 50_000;
    private static Spans running;

    private final ConcurrentLinkedDeque<Span> received = new ConcurrentLinkedDeque<>();
    private final HttpServer server;

    private Spans() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException noPort) {
            throw new UncheckedIOException(noPort);
        }
        server.createContext("/v1/traces", this::take);
        server.setExecutor(Executors.newSingleThreadExecutor(work -> {
            Thread thread = new Thread(work, "spans");
            thread.setDaemon(true);
            return thread;
        }));
        server.start();
    }

    public static synchronized Spans received() {
        if (running == null) {
            running = new Spans();
        }
        return running;
    }

    String endpoint() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** Those of one trace so far; its id in hexadecimal. */
    public List<Span> of(String trace) {
        return received.stream()
                .filter(span -> HexFormat.of()
                        .formatHex(span.getTraceId().toByteArray())
                        .equals(trace))
                .toList();
    }

    /** All of them as text, for the search for what must not be found. */
    public List<String> texts() {
        return received.stream().map(Span::toString).toList();
    }

    private void take(HttpExchange exchange) throws IOException {
        ExportTraceServiceRequest request =
                ExportTraceServiceRequest.parseFrom(exchange.getRequestBody().readAllBytes());
        request.getResourceSpansList().stream()
                .flatMap(resource -> resource.getScopeSpansList().stream())
                .flatMap(scope -> scope.getSpansList().stream())
                .forEach(received::add);
        while (received.size() > MOST) {
            received.pollFirst();
        }
        exchange.sendResponseHeaders(200, -1);
        exchange.close();
    }
}
