package io.orra.benchmarks.api;

import io.orra.benchmarks.Settling;
import io.orra.benchmarks.load.Call;
import io.orra.benchmarks.load.OpenLoad;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The management API beside its own gate, on the Orra that runs: {@code ApiLoad [seconds] [file]}. Finds each route's
 * top rate with wrk, in turn with the empty resource's, then sends half the top rate at a fixed pace for the times.
 * Writes the table between its marks in the file (README.md), or the whole file where it has none.
 */
public final class ApiLoad {

    private static final String BEGIN = "<!-- api-load: written by ApiLoad -->";
    private static final String END = "<!-- api-load: end -->";

    private static final int WARM_UP_SECONDS = 3;
    private static final int ROUNDS = 3;
    private static final int GENERATOR_SECONDS = 8;
    private static final int MOST_ROUNDS = 12;

    private final ApiWorld world;
    private final Wrk wrk;
    private final int seconds;
    private final List<String> rows = new ArrayList<>();

    private ApiLoad(ApiWorld world, int seconds) {
        this.world = world;
        this.wrk = new Wrk(seconds);
        this.seconds = seconds;
    }

    public static void main(String[] arguments) throws IOException, InterruptedException {
        int seconds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 30;
        Path file = Path.of(arguments.length > 1 ? arguments[1] : "README.md");
        ApiLoad load = new ApiLoad(ApiWorld.running(), seconds);
        load.run();
        write(file, load.table());
        load.table().forEach(System.out::println);
        // The client's threads would keep it going.
        System.exit(0);
    }

    private void run() throws IOException, InterruptedException {
        warmUp();
        for (Route route : world.routes()) {
            List<Wrk.Result> empties = new ArrayList<>();
            List<Wrk.Result> tops = new ArrayList<>();
            for (int round = 0; round < ROUNDS; round++) {
                empties.add(wrk.run(world.empty(), world.callers()));
                tops.add(wrk.run(route, tokens(route)));
            }
            Wrk.Result empty = Wrk.Result.median(empties);
            Wrk.Result top = Wrk.Result.median(tops);
            OpenLoad.Result half = half(route, top);
            rows.add(String.format(
                    Locale.ROOT,
                    "| %s | %.0f | %.0f | %.2f | %s | %.1f | %.1f | %.1f | %.1f | %s |",
                    route.name(),
                    top.perSecond(),
                    empty.perSecond(),
                    top.perSecond() / empty.perSecond(),
                    route.goal() == 0 ? "–" : String.format(Locale.ROOT, "%.1f", route.goal()),
                    top.p50(),
                    top.p99(),
                    half.millis(0.5),
                    half.millis(0.99),
                    half.statuses()));
        }
    }

    /** Untold rounds over all routes, which compile code and fill pools and caches, until a round gains little. */
    private void warmUp() throws IOException, InterruptedException {
        Wrk brief = new Wrk(WARM_UP_SECONDS);
        Settling settling = new Settling(1);
        for (int round = 0; round < MOST_ROUNDS; round++) {
            double sum = 0;
            for (Route route : world.routes()) {
                sum += brief.run(world.empty(), world.callers()).perSecond();
                sum += brief.run(route, tokens(route)).perSecond();
            }
            if (settling.over(sum)) {
                return;
            }
        }
    }

    /** Measured after the same load for some seconds, since the generator compiles on the same cores. */
    private OpenLoad.Result half(Route route, Wrk.Result top) throws InterruptedException {
        int rate = Math.max(1, (int) (top.perSecond() / 2));
        List<String> tokens = tokens(route);
        List<Call> calls = tokens.stream().map(route::call).toList();
        OpenLoad load = new OpenLoad(rate);
        load.run(rate * GENERATOR_SECONDS, i -> calls.get(i % calls.size()), (number, status) -> {});
        List<OpenLoad.Result> rounds = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            rounds.add(load.run(rate * seconds, i -> calls.get(i % calls.size()), (number, status) -> {}));
        }
        return OpenLoad.median(rounds);
    }

    private List<String> tokens(Route route) {
        return route.operator() ? List.of(world.operator()) : world.callers();
    }

    private List<String> table() {
        List<String> table = new ArrayList<>(List.of(
                "Top rate with wrk (16 connections, the median of " + ROUNDS + " rounds of " + seconds
                        + " s), then half of it at a fixed pace, as many rounds (the median by p99) after "
                        + GENERATOR_SECONDS
                        + " s of the same load, by Jetty's client (32 connections), each time counted from when the request was due; on "
                        + Runtime.getRuntime().availableProcessors()
                        + " cores that load, server, database, Redis and broker share; 1,000 tenants with a profile and credentials each, 100 of them call in turn."
                        + " The empty resource is `GET /account`: the gate (token, tenant, role) and its JSON, measured"
                        + " in turn with each row.",
                "",
                "| route | requests/s | empty, requests/s | part | goal | p50 ms | p99 ms | at half: p50 ms | at half: p99 ms"
                        + " | statuses |",
                "|---|---|---|---|---|---|---|---|---|---|"));
        table.addAll(rows);
        return table;
    }

    private static void write(Path file, List<String> table) throws IOException {
        String text = String.join("\n", table) + "\n";
        String old = Files.exists(file) ? Files.readString(file) : "";
        int begin = old.indexOf(BEGIN);
        int end = old.indexOf(END);
        if (begin < 0 || end < begin) {
            Files.writeString(file, text);
        } else {
            Files.writeString(file, old.substring(0, begin + BEGIN.length()) + "\n" + text + old.substring(end));
        }
    }
}
