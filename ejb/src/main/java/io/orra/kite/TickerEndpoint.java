package io.orra.kite;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolConfig;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolHandler;
import io.netty.handler.codec.http.websocketx.WebSocketFrameAggregator;
import io.netty.handler.ssl.SslHandler;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * Where the feed is, and how to connect.
 *
 * @param base for example {@code wss://ws.kite.trade}
 * @param connectTimeout limit for each of connection, TLS and handshake
 */
public record TickerEndpoint(TickerTransport transport, URI base, Duration connectTimeout) {

    private static final int MAX_ANSWER_BYTES = 1 << 16;

    /** Opens a socket; the future fails with {@link TickerHandshakeException} and nothing else. */
    public CompletableFuture<TickerConnection> open(TickerSession session, TickerEvents events) {
        TickerConnection connection = new TickerConnection(events);
        CompletableFuture<TickerConnection> opened = new CompletableFuture<>();
        CompletableFuture.supplyAsync(this::lookedUp, transport.blocking()).whenComplete((server, failure) -> {
            if (failure != null || server.isUnresolved()) {
                opened.completeExceptionally(TickerHandshakeException.unavailable());
                return;
            }
            try {
                connect(server, session, connection, opened);
            } catch (RuntimeException notAnAddressOrClosing) {
                opened.completeExceptionally(TickerHandshakeException.unavailable());
            }
        });
        return opened;
    }

    private InetSocketAddress lookedUp() {
        int standard = secure() ? 443 : 80;
        return new InetSocketAddress(base.getHost(), base.getPort() == -1 ? standard : base.getPort());
    }

    private boolean secure() {
        return "wss".equalsIgnoreCase(base.getScheme());
    }

    private void connect(
            InetSocketAddress server,
            TickerSession session,
            TickerConnection connection,
            CompletableFuture<TickerConnection> opened) {
        int millis = (int) connectTimeout.toMillis();
        WebSocketClientProtocolConfig handshake = WebSocketClientProtocolConfig.newBuilder()
                .webSocketUri(address(session))
                .customHeaders(new DefaultHttpHeaders().set("X-Kite-Version", "3"))
                .maxFramePayloadLength(TickerConnection.MAX_FRAME_BYTES)
                .handshakeTimeoutMillis(millis)
                .forceCloseTimeoutMillis(millis)
                .handleCloseFrames(false)
                .build();
        Bootstrap bootstrap = transport.bootstrap(millis).handler(new ChannelInitializer<SocketChannel>() {
            @Override
            protected void initChannel(SocketChannel channel) {
                if (secure()) {
                    SslHandler tls = transport.tls().newHandler(channel.alloc(), base.getHost(), server.getPort());
                    tls.setHandshakeTimeoutMillis(millis);
                    channel.pipeline().addLast(tls);
                }
                channel.pipeline()
                        .addLast(new HttpClientCodec())
                        .addLast(new HttpObjectAggregator(MAX_ANSWER_BYTES))
                        .addLast(new WebSocketClientProtocolHandler(handshake))
                        .addLast(new WebSocketFrameAggregator(TickerConnection.MAX_FRAME_BYTES))
                        .addLast(new TickerSocket(connection, opened));
            }
        });
        bootstrap.connect(server).addListener(connecting -> {
            if (!connecting.isSuccess()) {
                opened.completeExceptionally(TickerHandshakeException.unavailable());
            }
        });
    }

    private URI address(TickerSession session) {
        String query = FormEncoding.of(Map.of("api_key", session.apiKey(), "access_token", session.accessToken()));
        String path = base.getRawPath() == null || base.getRawPath().isEmpty() ? "/" : "";
        return URI.create(base + path + "?" + query);
    }
}
