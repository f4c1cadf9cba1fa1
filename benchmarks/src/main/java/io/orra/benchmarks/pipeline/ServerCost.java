package io.orra.benchmarks.pipeline;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a process has used so far.
 *
 * @param cpuSeconds user and system
 * @param allocated bytes on the heap by the threads that live now; 0 for a process that is no Java
 */
record ServerCost(double cpuSeconds, double allocated) {
    private static final double TICKS_PER_SECOND = 100;
    private static final int USER_TICKS = 11;
    private static final Pattern ALLOCATED = Pattern.compile("allocated=(\\d+(?:\\.\\d+)?)([BKMGT])");
    private static final String UNITS = "BKMGT";

    static ServerCost of(long pid, boolean java) throws IOException, InterruptedException {
        String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        double ticks = Double.parseDouble(fields[USER_TICKS]) + Double.parseDouble(fields[USER_TICKS + 1]);
        return new ServerCost(ticks / TICKS_PER_SECOND, java ? allocated(pid) : 0);
    }

    ServerCost since(ServerCost before) {
        return new ServerCost(cpuSeconds - before.cpuSeconds, allocated - before.allocated);
    }

    /** By the thread dump, which says it for each thread. */
    private static double allocated(long pid) throws IOException, InterruptedException {
        Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
        Process process = new ProcessBuilder(jcmd.toString(), Long.toString(pid), "Thread.print", "-e")
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        double sum = 0;
        try (var reader = process.inputReader()) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                Matcher matcher = ALLOCATED.matcher(line);
                if (matcher.find()) {
                    sum += Double.parseDouble(matcher.group(1))
                            * Math.pow(1024, UNITS.indexOf(matcher.group(2).charAt(0)));
                }
            }
        }
        process.waitFor();
        return sum;
    }
}
