package io.orra.benchmarks;

import io.orra.launcher.ServiceName;
import io.orra.launcher.Stack;
import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Heap, collector and compilers of the server that runs, as its own command line has them. */
public final class ServerOptions {

    private static final Pattern TOLD = Pattern.compile("-Xm[nsx]\\w+|-XX:(\\+Use\\w+GC|TieredStopAtLevel=\\d)");

    private ServerOptions() {}

    /** @throws IllegalStateException when the server does not run */
    public static String of(Stack stack) {
        long pid = stack.service(ServiceName.PAYARA)
                .pid()
                .orElseThrow(() -> new IllegalStateException("Payara Server does not run: ./orra up"));
        return ProcessHandle.of(pid).flatMap(server -> server.info().arguments()).stream()
                .flatMap(Arrays::stream)
                .filter(option -> TOLD.matcher(option).matches())
                .collect(Collectors.joining(" "));
    }
}
