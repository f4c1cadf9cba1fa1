package io.orra.benchmarks.pipeline;

import io.orra.benchmarks.Machine;
import io.orra.benchmarks.Report;
import io.orra.launcher.Home;
import io.orra.launcher.ServiceName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Many tenants with 20 instruments each, each instrument ticking once a second, on one instance: heap, threads and CPU.
 *
 * <p>{@code IdleTenants [tenants] [seconds]}; writes docs/benchmarks/idle-tenants.md. Orra must run as for
 * {@link PipelineLoad}, with no other tenants.
 */
public final class IdleTenants {
    private static final int INSTRUMENTS = 20;
    private static final Pattern USED = Pattern.compile("used (\\d+)K");

    private IdleTenants() {}

    public static void main(String[] arguments) throws Exception {
        int tenants = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 500;
        int seconds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 60;
        Machine machine = Machine.here();
        PipelineWorld world = PipelineWorld.running(INSTRUMENTS);
        world.stream(tenants);
        long pid = world.pid(ServiceName.PAYARA);
        try (Receiver receiver = new Receiver(world.redis())) {
            receiver.reset(world.ids());
            ServerCost before = ServerCost.of(pid, false);
            double rate = tenants * INSTRUMENTS;
            world.load(rate);
            Thread.sleep(seconds * 1_000L);
            ServerCost used = ServerCost.of(pid, false).since(before);
            int threads = threads(pid);
            double heap = liveHeapMiB(pid);
            world.load(0);
            new Report(
                            "Many tenants at rest",
                            machine,
                            tenants + " tenants of " + INSTRUMENTS + " instruments, one tick a second each, for "
                                    + seconds + " s.",
                            "java -cp 'benchmarks/target/classes:benchmarks/target/lib/*' "
                                    + IdleTenants.class.getName() + " " + tenants + " " + seconds)
                    .head("ticks received", "missing", "live heap MiB", "threads", "CPU cores", "p50 ms", "p99 ms")
                    .row(
                            String.format(Locale.ROOT, "%,d", receiver.received()),
                            String.format(Locale.ROOT, "%,d", receiver.missing()),
                            String.format(Locale.ROOT, "%,.0f", heap),
                            Integer.toString(threads),
                            String.format(Locale.ROOT, "%.2f", used.cpuSeconds() / seconds),
                            String.format(Locale.ROOT, "%.2f", receiver.delays().median()),
                            String.format(Locale.ROOT, "%.2f", receiver.delays().p99()))
                    .write(Home.find().path(), "idle-tenants.md");
        }
    }

    private static int threads(long pid) throws IOException {
        return Files.readAllLines(Path.of("/proc/" + pid + "/status")).stream()
                .filter(line -> line.startsWith("Threads:"))
                .mapToInt(line ->
                        Integer.parseInt(line.substring("Threads:".length()).strip()))
                .findFirst()
                .orElseThrow();
    }

    /** What is left after a full collection. */
    private static double liveHeapMiB(long pid) throws IOException, InterruptedException {
        jcmd(pid, "GC.run");
        double kib = jcmd(pid, "GC.heap_info")
                .lines()
                .filter(line -> line.contains("used") && !line.contains("Metaspace") && !line.contains("class space"))
                .mapToDouble(IdleTenants::used)
                .sum();
        return kib / 1024;
    }

    private static double used(String line) {
        Matcher matcher = USED.matcher(line);
        return matcher.find() ? Double.parseDouble(matcher.group(1)) : 0;
    }

    private static String jcmd(long pid, String command) throws IOException, InterruptedException {
        Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
        Process process = new ProcessBuilder(jcmd.toString(), Long.toString(pid), command).start();
        String output;
        try (var reader = process.inputReader()) {
            output = String.join("\n", reader.lines().toList());
        }
        process.waitFor();
        return output;
    }
}
