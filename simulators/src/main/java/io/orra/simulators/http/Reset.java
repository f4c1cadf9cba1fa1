package io.orra.simulators.http;

import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.impl.ConnectionBase;

/** Ends a connection with a TCP reset instead of an orderly close. */
public final class Reset {
    private Reset() {}

    public static void connectionOf(HttpServerRequest request) {
        channel(((ConnectionBase) request.connection()).channel());
    }

    /** A linger time of 0 makes the kernel send RST. */
    public static void channel(Channel channel) {
        channel.config().setOption(ChannelOption.SO_LINGER, 0);
        channel.close();
    }
}
