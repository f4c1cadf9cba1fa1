package io.orra.launcher;

import io.orra.launcher.process.Ports;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;

/**
 * A part that somebody else runs at an address that was set. The stack looks whether it is there and leaves it be.
 *
 * @param setting the setting that names it
 * @param host where it answers
 * @param port where it answers
 */
record OutsideService(ServiceName name, String setting, String host, int port) implements Service {
    /**
     * @param url as the setting has it; a JDBC prefix is passed over
     * @param standardPort used when the address names none
     */
    static OutsideService at(ServiceName name, String setting, String url, int standardPort) {
        try {
            URI uri = URI.create(url.startsWith("jdbc:") ? url.substring(5) : url);
            if (uri.getHost() != null) {
                int port = uri.getPort() < 0 ? standardPort : uri.getPort();
                return new OutsideService(name, setting, uri.getHost(), port);
            }
        } catch (IllegalArgumentException malformed) {
            // told below, without the value: it may hold a password
        }
        throw new StackFailure(setting + " is not an address", "Its form is in .env.example.");
    }

    @Override
    public String address() {
        return host + ":" + port;
    }

    @Override
    public Map<String, Integer> ports() {
        return Map.of();
    }

    @Override
    public void start() {
        if (!healthy()) {
            throw new StackFailure(
                    name.title() + " does not answer on " + address(),
                    "Start it, correct " + setting + ", or unset that to use the embedded one.");
        }
    }

    @Override
    public void stop() {}

    @Override
    public void kill() {}

    @Override
    public boolean running() {
        return healthy();
    }

    @Override
    public boolean healthy() {
        return Ports.answers(host, port);
    }

    @Override
    public Path log() {
        throw new StackFailure(name.title() + " runs elsewhere", "Its log is where it runs: " + address());
    }

    @Override
    public boolean embedded() {
        return false;
    }
}
