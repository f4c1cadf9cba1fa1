package io.orra.benchmarks.pipeline;

import io.orra.benchmarks.Machine;
import io.orra.benchmarks.Report;
import io.orra.launcher.Home;
import io.orra.launcher.ServiceName;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.util.List;
import java.util.Locale;

/**
 * The simulated broker sends numbered full packets at fixed rates to tenants of 3,000 instruments each, over WebSockets
 * into the deployed application; a subscriber on Redis counts and times them.
 *
 * <p>{@code PipelineLoad [seconds] [seconds a step] [most tenants]}; writes docs/benchmarks/pipeline.md. Orra must run,
 * with its simulators and {@code RATE_LIMIT_…_PER_MINUTE=0}.
 */
public final class PipelineLoad {
    private static final int INSTRUMENTS = 3_000;
    /** Three connections of 3,000 instruments at three ticks a second. */
    private static final int CEILING = 27_000;

    private static final double STEP = 1.25;
    private static final int HIGHEST = 1_000_000;
    private static final long QUIET_MILLIS = 1_500;

    private record Row(
            int tenants,
            double rate,
            long sent,
            long received,
            long missing,
            long notSent,
            Delays.Summary delays,
            ServerCost server,
            ServerCost redis) {
        boolean whole() {
            return received == sent && missing == 0 && notSent == 0;
        }
    }

    private final PipelineWorld world;
    private final Receiver receiver;

    private PipelineLoad(PipelineWorld world, Receiver receiver) {
        this.world = world;
        this.receiver = receiver;
    }

    public static void main(String[] arguments) throws Exception {
        int seconds = argument(arguments, 0, 60);
        int step = argument(arguments, 1, 15);
        int most = argument(arguments, 2, 8);
        Machine machine = Machine.here();
        PipelineWorld world = PipelineWorld.running(INSTRUMENTS);
        double original = OriginalWay.original(world.redis(), step);
        double bare = OriginalWay.bare(world.redis(), step);
        Report report = new Report(
                        "From the broker's feed to a subscriber",
                        machine,
                        "Everything on this machine: simulated broker, Payara with the EAR, Redis, the subscriber and"
                                + " whatever else of Orra runs. Open loop: a packet is timed from when it was due.",
                        "java -cp 'benchmarks/target/classes:benchmarks/target/lib/*' " + PipelineLoad.class.getName()
                                + " " + seconds + " " + step + " " + most)
                .head(
                        "tenants",
                        "ticks/s",
                        "sent",
                        "lost",
                        "p50 ms",
                        "p99 ms",
                        "max ms",
                        "CPU s a million ticks, server",
                        "Redis",
                        "MB allocated a million ticks");
        double top = 0;
        try (Receiver receiver = new Receiver(world.redis())) {
            PipelineLoad load = new PipelineLoad(world, receiver);
            for (int tenants = 1; tenants <= most; tenants *= 2) {
                world.stream(tenants);
                load.run(tenants, CEILING, Math.min(step, 10));
                row(report, load.run(tenants, CEILING, seconds));
                if (tenants == 1 || tenants * 2 > most) {
                    Row highest = load.highest(tenants, step);
                    row(report, highest);
                    top = Math.max(top, highest.rate());
                }
            }
        }
        report.text("")
                .text(String.format(
                        Locale.ROOT,
                        "The original's way, one thread (official parser, one JSON encoding and one blocking PUBLISH a tick):"
                                + " %,.0f ticks/s; Orra's highest rate without loss is %.1f times that. Pipelined PUBLISH"
                                + " of 900 bytes alone, without a subscriber: %,.0f/s; Orra reaches %.2f of it.",
                        original,
                        top / original,
                        bare,
                        top / bare));
        report.write(Home.find().path(), "pipeline.md");
    }

    /** Steps the rate up until something is lost, and returns the last run that lost nothing. */
    private Row highest(int tenants, int seconds) throws IOException, InterruptedException {
        Row best = run(tenants, CEILING, seconds);
        for (double rate = CEILING * STEP; best.whole() && rate < HIGHEST; rate *= STEP) {
            Row next = run(tenants, rate, seconds);
            if (!next.whole()) {
                return best;
            }
            best = next;
        }
        return best;
    }

    private Row run(int tenants, double rate, int seconds) throws IOException, InterruptedException {
        receiver.reset();
        long dropped = dropped();
        ServerCost server = ServerCost.of(world.pid(ServiceName.PAYARA), true);
        ServerCost redis = ServerCost.of(world.pid(ServiceName.REDIS), false);
        world.load(rate);
        Thread.sleep(seconds * 1_000L);
        world.load(0);
        awaitQuiet();
        ServerCost serverUsed =
                ServerCost.of(world.pid(ServiceName.PAYARA), true).since(server);
        ServerCost redisUsed =
                ServerCost.of(world.pid(ServiceName.REDIS), false).since(redis);
        long sent = world.control("GET", "/kite/ticker/load", null)
                .getJsonNumber("sent")
                .longValue();
        return new Row(
                tenants,
                rate,
                sent,
                receiver.received(),
                receiver.missing(),
                dropped() - dropped,
                receiver.delays(),
                serverUsed,
                redisUsed);
    }

    /** Ticks that the simulated broker did not send, because the other side read too slowly. */
    private long dropped() throws IOException {
        return world
                .control("GET", "/kite/ticker/connections", null)
                .getJsonArray("connections")
                .getValuesAs(JsonObject.class)
                .stream()
                .mapToLong(socket -> socket.getJsonNumber("ticks_dropped").longValue())
                .sum();
    }

    private void awaitQuiet() throws InterruptedException {
        long before = -1;
        while (before != receiver.received()) {
            before = receiver.received();
            Thread.sleep(QUIET_MILLIS);
        }
    }

    private static void row(Report report, Row row) {
        double millions = row.received() / 1e6;
        List<String> cells = List.of(
                Integer.toString(row.tenants()),
                String.format(Locale.ROOT, "%,.0f", row.rate()),
                String.format(Locale.ROOT, "%,d", row.sent()),
                String.format(Locale.ROOT, "%,d", row.sent() - row.received()),
                String.format(Locale.ROOT, "%.2f", row.delays().median()),
                String.format(Locale.ROOT, "%.2f", row.delays().p99()),
                String.format(Locale.ROOT, "%.1f", row.delays().max()),
                String.format(Locale.ROOT, "%.2f", row.server().cpuSeconds() / millions),
                String.format(Locale.ROOT, "%.2f", row.redis().cpuSeconds() / millions),
                String.format(Locale.ROOT, "%,.0f", row.server().allocated() / millions / 1e6));
        report.row(cells.toArray(String[]::new));
    }

    private static int argument(String[] arguments, int at, int otherwise) {
        return arguments.length > at ? Integer.parseInt(arguments[at]) : otherwise;
    }
}
