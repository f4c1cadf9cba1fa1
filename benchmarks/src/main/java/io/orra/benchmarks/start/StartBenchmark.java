package io.orra.benchmarks.start;

import io.orra.benchmarks.Machine;
import io.orra.benchmarks.Report;
import io.orra.launcher.Home;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.ToDoubleFunction;

/**
 * First and later ./orra up, each in several runs: {@code StartBenchmark [first] [later]}, numbers of runs; writes
 * docs/benchmarks/start.md. A first one has no data, no domain and no unpacked programs, but all is built; a later one
 * follows a ./orra down.
 */
public final class StartBenchmark {
    private final OrraScript orra;
    private final List<Start> first = new ArrayList<>();
    private final List<Start> later = new ArrayList<>();

    private StartBenchmark(OrraScript orra) {
        this.orra = orra;
    }

    public static void main(String[] arguments) throws IOException, InterruptedException {
        Home home = Home.find();
        int firsts = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 3;
        int laters = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 5;
        Machine machine = Machine.here();
        Path state = Files.createTempDirectory("orra-start-");
        StartBenchmark benchmark = new StartBenchmark(new OrraScript(home.path(), state));
        try {
            benchmark.run(firsts, laters);
        } finally {
            benchmark.orra.down();
            benchmark.orra.clear();
        }
        benchmark.write(home, machine);
    }

    private void run(int firsts, int laters) throws IOException, InterruptedException {
        for (int run = 0; run < firsts; run++) {
            orra.down();
            orra.clear();
            first.add(orra.up());
        }
        for (int run = 0; run < laters; run++) {
            orra.down();
            later.add(orra.up());
        }
    }

    private void write(Home home, Machine machine) throws IOException {
        Report report = new Report(
                        "Starting Orra",
                        machine,
                        "Payara Server from " + home.payaraArchive().getFileName() + ", simulators on.",
                        "java -cp 'benchmarks/target/classes:benchmarks/target/lib/*' "
                                + StartBenchmark.class.getName())
                .text("Medians, with the shortest and longest run in brackets, in seconds; " + first.size()
                        + " first and " + later.size() + " later starts. Steps overlap, so they do not add up.")
                .head("", "first `./orra up`", "later `./orra up`");
        row(report, "healthy after", Start::healthyAfter);
        row(report, "the whole command", Start::seconds);
        for (String step : steps()) {
            row(report, step, start -> start.steps().getOrDefault(step, Double.NaN));
        }
        row(report, "processor time of Payara Server", Start::cpuSeconds);
        row(report, "resident memory of Payara Server at rest, MiB", Start::restingMiB);
        for (String path : OrraScript.HEALTH) {
            row(
                    report,
                    "`GET " + path + "`, longest of " + OrraScript.CALLS + ", ms",
                    start -> start.health().get(path));
        }
        report.write(home.path(), "start.md");
    }

    private Set<String> steps() {
        Set<String> steps = new LinkedHashSet<>();
        first.forEach(start -> steps.addAll(start.steps().keySet()));
        later.forEach(start -> steps.addAll(start.steps().keySet()));
        return steps;
    }

    private void row(Report report, String name, ToDoubleFunction<Start> figure) {
        report.row(name, shown(first, figure), shown(later, figure));
    }

    private static String shown(List<Start> starts, ToDoubleFunction<Start> figure) {
        double[] sorted = starts.stream()
                .mapToDouble(figure)
                .filter(value -> !Double.isNaN(value))
                .sorted()
                .toArray();
        if (sorted.length == 0) {
            return "–";
        }
        double median = (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
        return String.format(Locale.ROOT, "%.1f (%.1f–%.1f)", median, sorted[0], sorted[sorted.length - 1]);
    }
}
