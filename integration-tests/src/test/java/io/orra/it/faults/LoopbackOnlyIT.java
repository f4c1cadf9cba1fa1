package io.orra.it.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.orra.it.frame.Orra;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Nothing that the stack runs listens wider than loopback, by the kernel's own tables. */
class LoopbackOnlyIT {

    private static final String LISTENING = "0A";
    private static final Set<String> LOOPBACK =
            Set.of("0100007F", "0000000000000000FFFF00000100007F", "00000000000000000000000001000000");

    private final Orra orra = Orra.running();

    @Test
    void every_listener_is_on_loopback() throws IOException {
        Set<String> sockets = socketsOfTheStack();
        List<String> loopback = new ArrayList<>();
        List<String> wider = new ArrayList<>();
        for (String table : List.of("/proc/net/tcp", "/proc/net/tcp6")) {
            Files.readAllLines(Path.of(table)).stream()
                    .skip(1)
                    .map(line -> line.strip().split("\\s+"))
                    .filter(fields -> fields[3].equals(LISTENING) && sockets.contains(fields[9]))
                    .forEach(fields -> (LOOPBACK.contains(fields[1].split(":")[0]) ? loopback : wider).add(fields[1]));
        }

        assertThat(wider).isEmpty();
        assertThat(loopback)
                .as("API, three agents, console, PostgreSQL, Redis, Artemis, six simulators")
                .hasSizeGreaterThanOrEqualTo(13);
    }

    /** The inodes of all sockets that processes of the stack's state folder hold. */
    private Set<String> socketsOfTheStack() throws IOException {
        Set<String> inodes = new HashSet<>();
        try (Stream<Path> processes = Files.list(Path.of("/proc"))) {
            processes
                    .filter(process -> process.getFileName().toString().matches("\\d+"))
                    .filter(this::belongsToTheStack)
                    .forEach(process -> inodes.addAll(sockets(process)));
        }
        return inodes;
    }

    private boolean belongsToTheStack(Path process) {
        try {
            return Files.readString(process.resolve("cmdline"))
                    .contains(orra.state().toString());
        } catch (IOException gone) {
            return false;
        }
    }

    private static Set<String> sockets(Path process) {
        Set<String> inodes = new HashSet<>();
        try (Stream<Path> descriptors = Files.list(process.resolve("fd"))) {
            for (Path descriptor : descriptors.toList()) {
                String target = Files.readSymbolicLink(descriptor).toString();
                if (target.startsWith("socket:[")) {
                    inodes.add(target.substring("socket:[".length(), target.length() - 1));
                }
            }
        } catch (IOException gone) {
            return inodes;
        }
        return inodes;
    }
}
