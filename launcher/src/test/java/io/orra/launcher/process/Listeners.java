package io.orra.launcher.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** What a process listens on, by the kernel's own tables. */
public final class Listeners {
    private static final String LISTEN = "0A";
    private static final Set<String> LOOPBACK =
            Set.of("0100007F", "0000000000000000FFFF00000100007F", "00000000000000000000000001000000");

    private Listeners() {}

    /** The TCP ports that it listens on at another address than loopback. */
    public static List<Integer> widerThanLoopback(long pid) throws IOException {
        return of(pid, false);
    }

    /** The TCP ports that it listens on at loopback. */
    public static List<Integer> onLoopback(long pid) throws IOException {
        return of(pid, true);
    }

    private static List<Integer> of(long pid, boolean loopback) throws IOException {
        Set<String> sockets = sockets(pid);
        List<Integer> found = new ArrayList<>();
        for (String table : List.of("/proc/net/tcp", "/proc/net/tcp6")) {
            for (String line : Files.readAllLines(Path.of(table))) {
                String[] fields = line.strip().split("\\s+");
                if (fields.length > 9 && fields[3].equals(LISTEN) && sockets.contains("socket:[" + fields[9] + "]")) {
                    String[] address = fields[1].split(":");
                    if (LOOPBACK.contains(address[0]) == loopback) {
                        found.add(Integer.parseInt(address[1], 16));
                    }
                }
            }
        }
        return found;
    }

    private static Set<String> sockets(long pid) throws IOException {
        Set<String> links = new HashSet<>();
        try (Stream<Path> open = Files.list(Path.of("/proc", Long.toString(pid), "fd"))) {
            for (Path descriptor : open.toList()) {
                if (Files.isSymbolicLink(descriptor)) {
                    links.add(Files.readSymbolicLink(descriptor).toString());
                }
            }
        }
        return links;
    }
}
