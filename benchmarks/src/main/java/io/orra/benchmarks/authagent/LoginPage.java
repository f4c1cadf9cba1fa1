package io.orra.benchmarks.authagent;

import io.orra.benchmarks.Machine;
import io.orra.benchmarks.Report;
import io.orra.launcher.Home;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The page of all runs, with what was wanted of them. */
final class LoginPage {

    private static final int TENANTS = 200;
    private static final int MANY = 1_000;
    private static final int MEMORY_MIB = 4_096;

    private final List<LoginRun> runs;

    LoginPage(List<LoginRun> runs) {
        this.runs = runs.stream()
                .sorted(Comparator.comparing(LoginRun::mode)
                        .reversed()
                        .thenComparing(LoginRun::inTurn)
                        .thenComparing(LoginRun::tenants))
                .toList();
    }

    void write(Machine machine) throws IOException {
        Report report = new Report(
                        "Logging tenants in",
                        machine,
                        "Every answer of the simulated broker takes " + LoginBenchmark.LATENCY_MILLIS
                                + " ms; server, browsers, database, Redis, message broker and simulators share the"
                                + " cores.",
                        "java -cp 'benchmarks/target/classes:benchmarks/target/lib/*' "
                                + LoginBenchmark.class.getName())
                .text("From the first counted attempt to the last stored session, in a server that has just started."
                        + " Memory is that of all these parts together, pages that they share counted once. One at a"
                        + " time is the way of the original, with the code of today; it is measured over fewer tenants"
                        + " and compared by logins a minute.")
                .head("how", "at a time", "tenants", "seconds", "logins/min", "failed attempts", "peak MiB");
        runs.forEach(run -> report.row(
                run.mode(),
                Integer.toString(run.atATime()),
                Integer.toString(run.tenants()),
                one(run.seconds()),
                one(run.perMinute()),
                Long.toString(run.failures()),
                Long.toString(run.peakMiB())));
        report.text("").head("wanted", "measured", "reached");
        within(report, "http", 60);
        within(report, "browser", 360);
        faster(report, "http", 25);
        faster(report, "browser", 5);
        many(report);
        report.write(Home.find().path(), "auth-agent.md");
    }

    private void within(Report report, String mode, int seconds) {
        run(mode, TENANTS)
                .ifPresent(run -> goal(
                        report,
                        TENANTS + " tenants by " + mode + " in under " + seconds + " s and 4 GiB",
                        one(run.seconds()) + " s, " + run.peakMiB() + " MiB",
                        run.seconds() < seconds && run.peakMiB() < MEMORY_MIB));
    }

    private void faster(Report report, String mode, int times) {
        Optional<LoginRun> inTurn = runs.stream()
                .filter(run -> run.mode().equals(mode) && run.inTurn())
                .findFirst();
        run(mode, TENANTS)
                .ifPresent(run -> inTurn.ifPresent(slow -> {
                    double ratio = run.perMinute() / slow.perMinute();
                    goal(
                            report,
                            "by " + mode + " at least " + times + " times as fast as one at a time",
                            one(ratio) + " times",
                            ratio >= times);
                }));
    }

    private void many(Report report) {
        run("http", TENANTS)
                .ifPresent(few -> run("http", MANY).ifPresent(many -> {
                    double ratio = many.seconds() / few.seconds();
                    goal(
                            report,
                            MANY + " tenants by http in at most 5.5 times the time of " + TENANTS,
                            one(ratio) + " times",
                            ratio <= 5.5);
                }));
    }

    private static void goal(Report report, String wanted, String measured, boolean reached) {
        report.row(wanted, measured, reached ? "yes" : "NO");
    }

    private Optional<LoginRun> run(String mode, int tenants) {
        return runs.stream()
                .filter(run -> run.mode().equals(mode) && !run.inTurn() && run.tenants() == tenants)
                .findFirst();
    }

    private static String one(double figure) {
        return String.format(Locale.ROOT, "%.1f", figure);
    }
}
