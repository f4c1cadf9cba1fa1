package io.orra.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * Where a figure was taken.
 *
 * @param load the load average of the last minute, without the measurement when it is read before it
 */
public record Machine(String processor, int cores, long memoryMiB, String system, String java, double load) {
    public static Machine here() {
        return new Machine(
                line("/proc/cpuinfo", "model name"),
                Runtime.getRuntime().availableProcessors(),
                Long.parseLong(line("/proc/meminfo", "MemTotal").replaceAll("\\D", "")) / 1024,
                System.getProperty("os.name") + " " + System.getProperty("os.version"),
                System.getProperty("java.vm.name") + " " + System.getProperty("java.vm.version"),
                ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
    }

    private static String line(String file, String key) {
        try {
            return Files.readAllLines(Path.of(file)).stream()
                    .filter(line -> line.startsWith(key))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse("0");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One line for a table's head. */
    public String described() {
        return String.format(
                Locale.ROOT,
                "%d cores of %s, %.1f GiB, %s, %s; load average before the run %.1f",
                cores,
                processor,
                memoryMiB / 1024.0,
                system,
                java,
                load);
    }
}
