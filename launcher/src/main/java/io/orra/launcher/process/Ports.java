package io.orra.launcher.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** TCP ports on the loopback address. */
public final class Ports {
    private static final String LISTEN = "0A";
    private static final int CONNECT_MILLIS = 1000;

    private Ports() {}

    /** Whether a listener could be opened there now. */
    public static boolean free(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException taken) {
            return false;
        }
    }

    /** Whether somebody accepts connections there. */
    public static boolean answers(String host, int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(host, port), CONNECT_MILLIS);
            // Of a port that outgoing connections may have, TCP can give one that it has with itself, and nobody
            // listens.
            return !socket.getLocalSocketAddress().equals(socket.getRemoteSocketAddress());
        } catch (IOException | IllegalArgumentException e) {
            return false;
        }
    }

    /** The first of {@code count} free ports in a row, below the range that outgoing connections use. */
    public static int findFree(int count) {
        for (int attempt = 0; attempt < 200; attempt++) {
            int first = 20_000 + (int) (Math.random() * (12_000 - count));
            if (Stream.iterate(first, port -> port + 1).limit(count).allMatch(Ports::free)) {
                return first;
            }
        }
        throw new IllegalStateException("no " + count + " free ports in a row on 127.0.0.1");
    }

    /** The process that listens on the port, if this user may see it. */
    public static OptionalLong owner(int port) {
        try (Stream<String> sockets =
                Stream.of("/proc/net/tcp", "/proc/net/tcp6").map(Path::of).flatMap(Ports::lines)) {
            return sockets.map(line -> line.strip().split("\\s+"))
                    .filter(fields -> fields.length > 9 && fields[3].equals(LISTEN))
                    .filter(fields -> Integer.parseInt(fields[1].substring(fields[1].indexOf(':') + 1), 16) == port)
                    .flatMapToLong(fields -> holders("socket:[" + fields[9] + "]"))
                    .findFirst();
        }
    }

    private static Stream<String> lines(Path table) {
        try {
            return Files.readAllLines(table).stream().skip(1);
        } catch (IOException unreadable) {
            return Stream.empty();
        }
    }

    private static LongStream holders(String socket) {
        return ProcessHandle.allProcesses()
                .mapToLong(ProcessHandle::pid)
                .filter(pid -> holds(Path.of("/proc", Long.toString(pid), "fd"), socket));
    }

    private static boolean holds(Path descriptors, String socket) {
        try (Stream<Path> open = Files.list(descriptors)) {
            return open.anyMatch(descriptor -> {
                try {
                    return Files.readSymbolicLink(descriptor).toString().equals(socket);
                } catch (IOException closed) {
                    return false;
                }
            });
        } catch (IOException | UncheckedIOException notOurs) {
            return false;
        }
    }
}
