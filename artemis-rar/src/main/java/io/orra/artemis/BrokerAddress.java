package io.orra.artemis;

import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Where the brokers listen: {@code ARTEMIS_URL}, one {@code tcp://host:port} or several, comma-separated (a live
 * and its backup).
 */
record BrokerAddress(List<URI> brokers) {

    private static final String NETTY = "org.apache.activemq.artemis.core.remoting.impl.netty.NettyConnectorFactory";
    private static final int DEFAULT_PORT = 61616;

    /**
     * @throws IllegalArgumentException when an address is not {@code tcp://host[:port]}
     */
    static BrokerAddress parse(String artemisUrl) {
        return new BrokerAddress(Arrays.stream(artemisUrl.split(","))
                .map(String::strip)
                .map(BrokerAddress::broker)
                .toList());
    }

    private static URI broker(String address) {
        try {
            URI uri = URI.create(address);
            if ("tcp".equals(uri.getScheme()) && uri.getHost() != null && uri.getUserInfo() == null) {
                return uri;
            }
        } catch (IllegalArgumentException notAnAddress) {
            // falls through to the one message for every malformed address
        }
        throw new IllegalArgumentException("ARTEMIS_URL must be tcp://host:port, or several of them with commas");
    }

    boolean clustered() {
        return brokers.size() > 1;
    }

    /** The adapter's connector classes, one a broker. */
    String connectorClasses() {
        return brokers.stream().map(broker -> NETTY).collect(Collectors.joining(","));
    }

    /** The adapter's connection parameters, one group a broker. */
    String connectionParameters() {
        return brokers.stream()
                .map(broker -> "host=" + broker.getHost() + ";port="
                        + (broker.getPort() == -1 ? DEFAULT_PORT : broker.getPort()))
                .collect(Collectors.joining(","));
    }
}
