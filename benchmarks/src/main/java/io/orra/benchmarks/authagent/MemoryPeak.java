package io.orra.benchmarks.authagent;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Looks every three seconds, because counting shared pages takes work, at the proportional memory of processes and all that they started. */
final class MemoryPeak implements AutoCloseable {

    private static final long PAUSE_MILLIS = 3_000;

    private final List<ProcessHandle> heads;
    private final Thread watcher = new Thread(this::watch, "memory");
    private volatile boolean over;
    private volatile long peakKiB;

    MemoryPeak(List<Long> pids) {
        heads = pids.stream().map(pid -> ProcessHandle.of(pid).orElseThrow()).toList();
        watcher.setDaemon(true);
        watcher.start();
    }

    private void watch() {
        while (!over) {
            long now = heads.stream()
                    .flatMap(head -> Stream.concat(Stream.of(head), head.descendants()))
                    .mapToLong(process -> proportionalKiB(process.pid()))
                    .sum();
            peakKiB = Math.max(peakKiB, now);
            try {
                Thread.sleep(PAUSE_MILLIS);
            } catch (InterruptedException stopped) {
                return;
            }
        }
    }

    /** A page that several processes share counts in parts. */
    private static long proportionalKiB(long pid) {
        try (Stream<String> lines = Files.lines(Path.of("/proc/" + pid + "/smaps_rollup"))) {
            return lines.filter(line -> line.startsWith("Pss:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                    .sum();
        } catch (IOException | java.io.UncheckedIOException gone) {
            return 0;
        }
    }

    long mebibytes() {
        return peakKiB / 1024;
    }

    @Override
    public void close() {
        over = true;
        watcher.interrupt();
    }
}
