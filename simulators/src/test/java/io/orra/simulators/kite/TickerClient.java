package io.orra.simulators.kite;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A WebSocket client that keeps apart what the ticker sends: packets, heartbeats, texts, pongs and the end. */
final class TickerClient implements WebSocket.Listener, AutoCloseable {
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    final BlockingQueue<byte[]> packets = new LinkedBlockingQueue<>();
    final BlockingQueue<Byte> heartbeats = new LinkedBlockingQueue<>();
    final BlockingQueue<JsonObject> texts = new LinkedBlockingQueue<>();
    final BlockingQueue<String> pongs = new LinkedBlockingQueue<>();
    final BlockingQueue<Integer> packetCounts = new LinkedBlockingQueue<>();
    final CompletableFuture<Integer> closeCode = new CompletableFuture<>();
    private final ByteArrayOutputStream binary = new ByteArrayOutputStream();
    private final StringBuilder text = new StringBuilder();
    private WebSocket socket;

    static TickerClient open(URI ticker, String apiKey, String accessToken) {
        TickerClient client = new TickerClient();
        client.socket = HTTP.newWebSocketBuilder()
                .buildAsync(uri(ticker, apiKey, accessToken), client)
                .join();
        return client;
    }

    /** The HTTP status that the handshake was refused with. */
    static int refusal(URI ticker, String apiKey, String accessToken) {
        return refusedHandshake(ticker, apiKey, accessToken).statusCode();
    }

    static HttpResponse<?> refusedHandshake(URI ticker, String apiKey, String accessToken) {
        try {
            open(ticker, apiKey, accessToken).close();
        } catch (CompletionException e) {
            if (e.getCause() instanceof WebSocketHandshakeException refused) {
                return refused.getResponse();
            }
            throw e;
        }
        throw new AssertionError("the handshake was not refused");
    }

    private static URI uri(URI ticker, String apiKey, String accessToken) {
        return URI.create(ticker + "/?api_key=" + apiKey + "&access_token=" + accessToken);
    }

    void subscribe(int... tokens) {
        say("subscribe", array(tokens));
    }

    void unsubscribe(int... tokens) {
        say("unsubscribe", array(tokens));
    }

    void mode(String mode, int... tokens) {
        say("mode", JsonArray.of(mode, array(tokens)));
    }

    void send(String message) {
        socket.sendText(message, true).join();
    }

    void ping(String payload) {
        socket.sendPing(ByteBuffer.wrap(payload.getBytes())).join();
    }

    /** A pong proves that all that was sent before it has been acted on. */
    void settle() throws InterruptedException {
        ping("settle");
        assertThat(pongs.poll(20, TimeUnit.SECONDS)).isEqualTo("settle");
    }

    ByteBuffer packet() throws InterruptedException {
        byte[] packet = packets.poll(20, TimeUnit.SECONDS);
        assertThat(packet).as("a packet").isNotNull();
        return ByteBuffer.wrap(packet);
    }

    JsonObject text() throws InterruptedException {
        JsonObject message = texts.poll(20, TimeUnit.SECONDS);
        assertThat(message).as("a text").isNotNull();
        return message;
    }

    private void say(String action, JsonArray values) {
        send(new JsonObject().put("a", action).put("v", values).encode());
    }

    private static JsonArray array(int... tokens) {
        List<Object> list = new ArrayList<>();
        for (int token : tokens) {
            list.add(token);
        }
        return new JsonArray(list);
    }

    @Override
    public CompletionStage<?> onBinary(WebSocket webSocket, ByteBuffer data, boolean last) {
        byte[] part = new byte[data.remaining()];
        data.get(part);
        binary.writeBytes(part);
        if (last) {
            split(binary.toByteArray());
            binary.reset();
        }
        webSocket.request(1);
        return null;
    }

    private void split(byte[] message) {
        if (message.length == 1) {
            heartbeats.add(message[0]);
            return;
        }
        ByteBuffer buffer = ByteBuffer.wrap(message);
        int count = buffer.getShort() & 0xffff;
        packetCounts.add(count);
        for (int i = 0; i < count; i++) {
            byte[] packet = new byte[buffer.getShort() & 0xffff];
            buffer.get(packet);
            packets.add(packet);
        }
    }

    @Override
    public CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
        text.append(data);
        if (last) {
            texts.add(new JsonObject(text.toString()));
            text.setLength(0);
        }
        webSocket.request(1);
        return null;
    }

    @Override
    public CompletionStage<?> onPong(WebSocket webSocket, ByteBuffer message) {
        byte[] payload = new byte[message.remaining()];
        message.get(payload);
        pongs.add(new String(payload));
        webSocket.request(1);
        return null;
    }

    @Override
    public CompletionStage<?> onClose(WebSocket webSocket, int statusCode, String reason) {
        closeCode.complete(statusCode);
        return null;
    }

    @Override
    public void onError(WebSocket webSocket, Throwable error) {
        closeCode.complete(1006);
    }

    @Override
    public void close() {
        socket.abort();
    }
}
