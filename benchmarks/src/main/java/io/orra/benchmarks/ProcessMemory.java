package io.orra.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Resident memory of a process, as Linux tells it, MiB. */
public final class ProcessMemory {

    private ProcessMemory() {}

    public static long now(long pid) throws IOException {
        return mebibytes(pid, "VmRSS");
    }

    /** The most that it ever had. */
    public static long peak(long pid) throws IOException {
        return mebibytes(pid, "VmHWM");
    }

    private static long mebibytes(long pid, String field) throws IOException {
        return Files.readAllLines(Path.of("/proc", Long.toString(pid), "status")).stream()
                .filter(line -> line.startsWith(field))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
                .findFirst()
                .orElseThrow(() -> new IOException("process " + pid + " tells no " + field));
    }
}
