package io.orra.it.frame;

import io.orra.launcher.Service;
import io.orra.launcher.Stack;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The stack's processes with all that they started, and what these listen on, by the kernel's own tables. */
public final class Processes {

    private static final Path PROC = Path.of("/proc");
    private static final String TCP_LISTENING = "0A";
    private static final String UDP_UNCONNECTED = "07";
    private static final Set<String> LOOPBACK =
            Set.of("0100007F", "0000000000000000FFFF00000100007F", "00000000000000000000000001000000");

    private final Stack stack;

    Processes(Stack stack) {
        this.stack = stack;
    }

    /** A socket that takes what others send. */
    public record Listener(boolean loopback, int port, String protocol) {}

    /** What a part and its descendants listen on. */
    public List<Listener> listenersOf(Service part) {
        return listeners(family(part));
    }

    /** What a process listens on that is no part of the stack. */
    public List<Listener> listenersOf(ProcessHandle process) {
        return listeners(List.of(process));
    }

    /** What the descendants of a part whose program has this name listen on. */
    public List<Listener> listenersOf(Service part, String program) {
        return listeners(family(part).stream()
                .filter(process -> program.equals(program(process)))
                .toList());
    }

    /** Names of the variables in the environment of the descendants of a part whose program has this name. */
    public Set<String> variablesOf(Service part, String program) {
        return family(part).stream()
                .filter(process -> program.equals(program(process)))
                .flatMap(Processes::variables)
                .collect(Collectors.toSet());
    }

    private static Stream<String> variables(ProcessHandle process) {
        try {
            return Stream.of(Files.readString(PROC.resolve(process.pid() + "/environ"), StandardCharsets.ISO_8859_1)
                            .split("\0"))
                    .map(variable -> variable.split("=", 2)[0]);
        } catch (IOException gone) {
            return Stream.empty();
        }
    }

    public List<Listener> listeners() {
        return stack.services().stream()
                .flatMap(part -> listenersOf(part).stream())
                .toList();
    }

    private static List<ProcessHandle> family(Service part) {
        ProcessHandle head = ProcessHandle.of(part.pid().orElseThrow()).orElseThrow();
        return Stream.concat(Stream.of(head), head.descendants()).toList();
    }

    private static String program(ProcessHandle process) {
        try {
            return Files.readString(PROC.resolve(process.pid() + "/comm")).strip();
        } catch (IOException gone) {
            return "";
        }
    }

    private static List<Listener> listeners(List<ProcessHandle> processes) {
        Set<String> sockets = new HashSet<>();
        processes.forEach(process -> sockets.addAll(sockets(process)));
        List<Listener> found = new ArrayList<>();
        for (String table : List.of("tcp", "tcp6", "udp", "udp6")) {
            String state = table.startsWith("tcp") ? TCP_LISTENING : UDP_UNCONNECTED;
            lines(PROC.resolve("net").resolve(table)).stream()
                    .skip(1)
                    .map(line -> line.strip().split("\\s+"))
                    .filter(fields -> fields[3].equals(state) && sockets.contains(fields[9]))
                    .map(fields -> listener(fields[1], table))
                    .forEach(found::add);
        }
        return found;
    }

    private static Listener listener(String local, String table) {
        String[] parts = local.split(":");
        return new Listener(LOOPBACK.contains(parts[0]), Integer.parseInt(parts[1], 16), table);
    }

    /** The inodes of the sockets that a process holds; none when it has just ended. */
    private static Set<String> sockets(ProcessHandle process) {
        Set<String> inodes = new HashSet<>();
        try (Stream<Path> descriptors = Files.list(PROC.resolve(process.pid() + "/fd"))) {
            for (Path descriptor : descriptors.toList()) {
                String target = target(descriptor);
                if (target.startsWith("socket:[")) {
                    inodes.add(target.substring("socket:[".length(), target.length() - 1));
                }
            }
        } catch (IOException gone) {
            return inodes;
        }
        return inodes;
    }

    private static String target(Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor).toString();
        } catch (IOException closed) {
            return "";
        }
    }

    private static List<String> lines(Path table) {
        try {
            return Files.exists(table) ? Files.readAllLines(table) : List.of();
        } catch (IOException unreadable) {
            throw new AssertionError(unreadable);
        }
    }
}
