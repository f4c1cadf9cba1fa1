package io.orra.benchmarks.pipeline;

import io.orra.benchmarks.Machine;
import io.orra.benchmarks.ProcessMemory;
import io.orra.benchmarks.Settling;
import io.orra.launcher.Home;
import io.orra.launcher.ServiceName;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The simulated broker sends numbered full packets at fixed rates to tenants of 3,000 instruments each, over WebSockets
 * into the deployed application; a subscriber on Redis counts and times them.
 *
 * <p>{@code PipelineLoad [seconds] [seconds a step] [most tenants]}; writes docs/benchmarks/pipeline.md. Orra must run,
 * with its simulators and {@code RATE_LIMIT_…_PER_MINUTE=0}.
 */
public final class PipelineLoad {
    private static final int INSTRUMENTS = 3_000;
    /** Of one connection: 3,000 instruments at three ticks a second. */
    private static final int CONNECTION = 9_000;

    /** Of three connections. */
    private static final int CEILING = 3 * CONNECTION;

    /** Until the compiler has done with what each tick goes through. */
    private static final int WARM_SECONDS = 30;

    private static final int MOST_ROUNDS = 12;
    private static final int SETTLED = 3;

    private static final double STEP = 1.25;
    private static final int HIGHEST = 1_000_000;
    private static final long QUIET_MILLIS = 1_500;

    private final PipelineWorld world;
    private final Receiver receiver;

    private PipelineLoad(PipelineWorld world, Receiver receiver) {
        this.world = world;
        this.receiver = receiver;
    }

    public static void main(String[] arguments) throws Exception {
        int seconds = argument(arguments, 0, 60);
        int step = argument(arguments, 1, 10);
        int most = argument(arguments, 2, 8);
        Machine machine = Machine.here();
        PipelineWorld world = PipelineWorld.running(INSTRUMENTS);
        double original = OriginalWay.original(world.redis(), step);
        OriginalWay.Bare bare = OriginalWay.bare(world.redis(), step);
        double publisher = OriginalWay.publisher(world.redis(), step);
        PipelinePage page = new PipelinePage(machine, world.options(), seconds + " " + step + " " + most);
        try (Receiver receiver = new Receiver(world.redis())) {
            PipelineLoad load = new PipelineLoad(world, receiver);
            world.stream(1);
            load.run(1, CEILING, Math.max(step, WARM_SECONDS));
            page.row(load.run(1, CEILING, seconds));
            page.highest(load.highest(1, step));
            for (int tenants = 1; tenants <= most; tenants *= 2) {
                world.stream(tenants);
                page.each(load.steady(tenants, CONNECTION * tenants, 2 * step));
                page.shared(load.steady(tenants, CEILING, 2 * step));
            }
            page.highest(load.highest(most, step));
        }
        page.otherWays(original, bare, publisher);
        page.memory(ProcessMemory.peak(world.pid(ServiceName.PAYARA)));
        page.write(Home.find().path());
    }

    /** Steps the rate up until something is lost, and returns the last run that lost nothing. */
    private PipelineRow highest(int tenants, int seconds) throws IOException, InterruptedException {
        PipelineRow best = run(tenants, CEILING, seconds);
        for (double rate = CEILING * STEP; best.whole() && rate < HIGHEST; rate *= STEP) {
            PipelineRow next = run(tenants, rate, seconds);
            if (!next.whole()) {
                return best;
            }
            best = next;
        }
        return best;
    }

    /**
     * Runs until two in turn were hardly cheaper than the cheapest before, so that what is told is the ticks' cost and not
     * the compiler's; of the last three the one in the middle.
     */
    private PipelineRow steady(int tenants, double rate, int seconds) throws IOException, InterruptedException {
        List<PipelineRow> rows = new ArrayList<>();
        Settling settling = new Settling(SETTLED - 1);
        PipelineRow row;
        do {
            row = run(tenants, rate, seconds);
            rows.add(row);
        } while (!settling.over(1 / row.serverSecondsAMillion()) && rows.size() < MOST_ROUNDS);
        return rows.subList(rows.size() - SETTLED, rows.size()).stream()
                .sorted(Comparator.comparingDouble(PipelineRow::serverSecondsAMillion))
                .toList()
                .get(SETTLED / 2);
    }

    private PipelineRow run(int tenants, double rate, int seconds) throws IOException, InterruptedException {
        receiver.reset(world.ids());
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
        return new PipelineRow(
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

    private static int argument(String[] arguments, int at, int otherwise) {
        return arguments.length > at ? Integer.parseInt(arguments[at]) : otherwise;
    }
}
