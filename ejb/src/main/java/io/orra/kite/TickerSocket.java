package io.orra.kite;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketClientHandshakeException;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolHandler.ClientHandshakeStateEvent;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import java.util.concurrent.CompletableFuture;

/** The end of a socket's pipeline: completes the opening, then passes on what arrives. Runs on the socket's thread. */
final class TickerSocket extends SimpleChannelInboundHandler<WebSocketFrame> {
    private final TickerConnection connection;
    private final CompletableFuture<TickerConnection> opened;

    TickerSocket(TickerConnection connection, CompletableFuture<TickerConnection> opened) {
        this.connection = connection;
        this.opened = opened;
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event == ClientHandshakeStateEvent.HANDSHAKE_COMPLETE) {
            connection.opened(context.channel());
            opened.complete(connection);
        } else if (event == ClientHandshakeStateEvent.HANDSHAKE_TIMEOUT) {
            over(context, TickerConnection.NO_CLOSE_CODE, TickerHandshakeException.unavailable());
        }
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, WebSocketFrame frame) {
        if (frame instanceof BinaryWebSocketFrame binary) {
            byte[] bytes = new byte[binary.content().readableBytes()];
            binary.content().readBytes(bytes);
            connection.binary(bytes);
        } else if (frame instanceof TextWebSocketFrame text) {
            connection.text(text.text());
        } else if (frame instanceof CloseWebSocketFrame close) {
            int code = close.statusCode() < 0 ? TickerConnection.NO_STATUS : close.statusCode();
            over(context, code, TickerHandshakeException.unavailable());
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        over(context, TickerConnection.NO_CLOSE_CODE, TickerHandshakeException.unavailable());
    }

    /** A refused handshake, a frame that is none, one too large, or a line that broke. */
    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable failure) {
        TickerHandshakeException refusal = failure instanceof WebSocketClientHandshakeException refused
                        && refused.response() != null
                ? TickerHandshakeException.status(refused.response().status().code())
                : TickerHandshakeException.unavailable();
        over(context, TickerConnection.NO_CLOSE_CODE, refusal);
    }

    private void over(ChannelHandlerContext context, int code, TickerHandshakeException refusal) {
        opened.completeExceptionally(refusal);
        connection.gone(code);
        context.close();
    }
}
