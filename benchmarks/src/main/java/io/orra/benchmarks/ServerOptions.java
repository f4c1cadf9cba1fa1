package io.orra.benchmarks;

import io.orra.launcher.ServiceName;
import io.orra.launcher.Stack;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Heap, collector and compilers of the server that runs, as its own command line has them. */
public final class ServerOptions {

    private static final Pattern TOLD = Pattern.compile("-Xm[nsx]\\w+|-XX:(\\+Use\\w+GC|TieredStopAtLevel=\\d)");

    private ServerOptions() {}

    /** @throws IllegalStateException when the server does not run */
    public static String of(Stack stack) {
        long pid = stack.service(ServiceName.PAYARA)
                .pid()
                .orElseThrow(() -> new IllegalStateException("Payara Server does not run: ./orra up"));
        return arguments(pid).filter(option -> TOLD.matcher(option).matches()).collect(Collectors.joining(" "));
    }

    /** Java's own view of a process tells no arguments when they are many. */
    private static Stream<String> arguments(long pid) {
        try {
            return Arrays.stream(Files.readString(Path.of("/proc", Long.toString(pid), "cmdline"))
                    .split("\0"));
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }
}
