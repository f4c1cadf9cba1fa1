package io.orra.kite;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import javax.net.ssl.TrustManagerFactory;

/** The threads that all ticker sockets share: a handful, however many tenants there are. */
public final class TickerTransport implements AutoCloseable {
    /** The socket's buffer takes a full frame of 3000 instruments while a thread is busy with another socket. */
    private static final int RECEIVE_BUFFER = 1 << 20;

    private final EventLoopGroup loops;
    private final Executor blocking;
    private final SslContext tls;

    /**
     * @param loops threads that read sockets
     * @param blocking looks up host names, which would stop a reading thread
     */
    public TickerTransport(int loops, ThreadFactory threads, Executor blocking) {
        this(loops, threads, blocking, null);
    }

    /** @param trusted whose certificates are taken; null for those that this Java trusts */
    TickerTransport(int loops, ThreadFactory threads, Executor blocking, TrustManagerFactory trusted) {
        this.loops = new MultiThreadIoEventLoopGroup(loops, threads, NioIoHandler.newFactory());
        this.blocking = blocking;
        try {
            this.tls = SslContextBuilder.forClient()
                    .sslProvider(SslProvider.JDK)
                    .trustManager(trusted)
                    .endpointIdentificationAlgorithm("HTTPS")
                    .build();
        } catch (SSLException noTls) {
            throw new IllegalStateException("this Java cannot do TLS", noTls);
        }
    }

    Bootstrap bootstrap(int connectMillis) {
        return new Bootstrap()
                .group(loops)
                .channel(NioSocketChannel.class)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, connectMillis)
                .option(ChannelOption.TCP_NODELAY, true)
                .option(ChannelOption.SO_KEEPALIVE, true)
                .option(ChannelOption.SO_RCVBUF, RECEIVE_BUFFER);
    }

    Executor blocking() {
        return blocking;
    }

    SslContext tls() {
        return tls;
    }

    /** Ends the threads; what is still open is dropped. */
    @Override
    public void close() {
        loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly(2, TimeUnit.SECONDS);
    }
}
