package io.orra.benchmarks.pipeline;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a process has used so far.
 *
 * @param cpuSeconds user and system
 * @param byThread bytes on the heap by each thread that lives now; none for a process that is no Java
 */
record ServerCost(double cpuSeconds, Map<String, Double> byThread) {
    private static final double TICKS_PER_SECOND = 100;
    private static final int USER_TICKS = 11;
    private static final Pattern ALLOCATED = Pattern.compile("allocated=(\\d+(?:\\.\\d+)?)([BKMGT])");
    private static final Pattern THREAD = Pattern.compile("tid=\\S+ nid=\\S+");
    private static final String UNITS = "BKMGT";

    static ServerCost of(long pid, boolean java) throws IOException, InterruptedException {
        String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        double ticks = Double.parseDouble(fields[USER_TICKS]) + Double.parseDouble(fields[USER_TICKS + 1]);
        return new ServerCost(ticks / TICKS_PER_SECOND, java ? allocated(pid) : Map.of());
    }

    ServerCost since(ServerCost before) {
        Map<String, Double> grown = new HashMap<>();
        byThread.forEach((thread, bytes) -> grown.put(thread, bytes - before.byThread.getOrDefault(thread, 0.0)));
        return new ServerCost(cpuSeconds - before.cpuSeconds, grown);
    }

    /** Bytes; what a thread made that is no more is not in it. */
    double allocated() {
        return byThread.values().stream().mapToDouble(Double::doubleValue).sum();
    }

    /** By the thread dump, which says it for each thread. */
    private static Map<String, Double> allocated(long pid) throws IOException, InterruptedException {
        Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
        Process process = new ProcessBuilder(jcmd.toString(), Long.toString(pid), "Thread.print", "-e")
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        Map<String, Double> bytes = new HashMap<>();
        try (var reader = process.inputReader()) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                Matcher matcher = ALLOCATED.matcher(line);
                Matcher thread = THREAD.matcher(line);
                if (matcher.find() && thread.find()) {
                    double unit = Math.pow(1024, UNITS.indexOf(matcher.group(2).charAt(0)));
                    bytes.put(thread.group(), Double.parseDouble(matcher.group(1)) * unit);
                }
            }
        }
        process.waitFor();
        return bytes;
    }
}
