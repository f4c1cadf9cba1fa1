package io.orra.benchmarks.instances;

import io.orra.benchmarks.Machine;
import io.orra.benchmarks.Report;
import io.orra.launcher.Home;
import io.orra.launcher.payara.PayaraService;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * {@code RollingRestart [requests] [a second] [tenants]}: requests through a balancer while two servers are restarted one
 * after the other; then, with tenants, the time until the tenants of a server that was killed, or frozen, are streamed by the other.
 * Writes docs/benchmarks/instances.md.
 */
public final class RollingRestart {
    private static final double NANOS = 1e9;
    private static final int CALLERS = 16;

    private RollingRestart() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        int requests = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 10_000;
        int perSecond = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 100;
        int tenants = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 20;
        Machine machine = Machine.here();
        Path state = Files.createTempDirectory("orra-instances-");
        Report report = new Report(
                "Two servers",
                machine,
                "Two Payara Servers with PostgreSQL, Redis, Artemis, simulators and callers on the same machine.",
                "java -cp 'benchmarks/target/classes:benchmarks/target/lib/*' " + RollingRestart.class.getName() + " "
                        + requests + " " + perSecond + " " + tenants);
        try (InstancesWorld world = new InstancesWorld(state)) {
            world.start();
            roll(world, report, requests, perSecond);
            if (tenants > 0) {
                world.fill(tenants);
                takeOver(world, report);
            }
        }
        report.write(Home.find().path(), "instances.md");
        System.exit(0);
    }

    private static void roll(InstancesWorld world, Report report, int requests, int perSecond)
            throws InterruptedException {
        List<String> addresses =
                world.servers().stream().map(PayaraService::address).toList();
        List<Double> seconds = new ArrayList<>();
        try (Balancer balancer = new Balancer(addresses)) {
            Load load = new Load(balancer, world.tokens(CALLERS), perSecond);
            try (load) {
                do {
                    long begun = System.nanoTime();
                    world.restartOneAfterTheOther();
                    seconds.add((System.nanoTime() - begun) / NANOS);
                } while (load.sent() < requests);
            }
            Map<String, Integer> failures = load.failures();
            int failed = failures.values().stream().mapToInt(Integer::intValue).sum();
            report.text("## Rolling restart")
                    .text("A balancer asks `/health/ready` twice a second and tries nothing a second time; 16"
                            + " callers read a trading profile each, and write it one time in ten, while both"
                            + " servers are restarted one after the other by what `./orra restart` does. Goal:"
                            + " none of 10,000 failed.");
            report.head("requests", "a second", "failed", "longest, ms", "rounds", "seconds a round")
                    .row(
                            Long.toString(load.sent()),
                            Integer.toString(perSecond),
                            Integer.toString(failed),
                            number(load.longestMillis()),
                            Integer.toString(seconds.size()),
                            number(seconds.stream()
                                    .mapToDouble(Double::doubleValue)
                                    .average()
                                    .orElse(0)))
                    .text("");
            if (failed > 0) {
                report.text("What was seen of those that failed: " + failures + ".");
            }
        }
    }

    private static void takeOver(InstancesWorld world, Report report) throws InterruptedException, IOException {
        report.text("## One server dies")
                .text(world.tenants()
                        + " tenants, each with one stream. Seconds from the signal until each of the other"
                        + " server's tenants has a socket again. Goal: 10.");
        report.head("what happens", "tenants that moved", "first, s", "last, s");
        PayaraService second = world.servers().get(1);
        measure(world, report, "kill -9", second::kill);
        second.start();
        InstancesWorld.await(() -> world.instancesWithStreams() == 2
                && world.streamed(java.util.Set.of()).size() == world.tenants());
        measure(world, report, "kill -STOP", () -> signal(second, "STOP"));
        signal(second, "CONT");
        report.text("");
    }

    private static void measure(InstancesWorld world, Report report, String what, Runnable death) {
        long share = world.metric(world.servers().get(1), "streams");
        long others = world.metric(world.servers().get(0), "streams");
        Map<String, Integer> before = world.streamed(java.util.Set.of());
        java.util.Set<Integer> known = java.util.Set.copyOf(before.values());
        long begun = System.nanoTime();
        death.run();
        double[] first = {0};
        InstancesWorld.await(() -> {
            int moved = world.streamed(known).size();
            if (moved > 0 && first[0] == 0) {
                first[0] = (System.nanoTime() - begun) / NANOS;
            }
            return world.metric(world.servers().get(0), "streams_live") == others + share;
        });
        double last = (System.nanoTime() - begun) / NANOS;
        report.row(what, Integer.toString(world.streamed(known).size()), number(first[0]), number(last));
    }

    private static void signal(PayaraService server, String signal) {
        try {
            new ProcessBuilder("kill", "-" + signal, Long.toString(server.pid().orElseThrow()))
                    .start()
                    .waitFor();
        } catch (IOException | InterruptedException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }
}
