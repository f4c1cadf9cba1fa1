package io.orra.benchmarks.authagent;

import io.orra.benchmarks.Machine;
import io.orra.benchmarks.Report;
import io.orra.launcher.Home;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Logins of many tenants at a broker that takes 300 ms for each answer, in an Orra of its own:
 * {@code LoginBenchmark [tenants] [tenants one after another] [many tenants]}, by default 200, 200 and 1000. Writes
 * docs/benchmarks/auth-agent.md. One after another, 200 tenants take some eight minutes by HTTP and half an hour by
 * browser; a smaller second number takes the time of one from fewer.
 */
public final class LoginBenchmark {

    private static final int LATENCY_MILLIS = 300;
    private static final int AT_A_TIME_BY_HTTP = 32;
    private static final int AT_A_TIME_BY_BROWSER = 8;

    private final List<LoginRun> runs = new ArrayList<>();

    private LoginBenchmark() {}

    public static void main(String[] arguments) throws IOException, SQLException, InterruptedException {
        int tenants = number(arguments, 0, 200);
        int inTurn = number(arguments, 1, 200);
        int many = number(arguments, 2, 1_000);
        Machine machine = Machine.here();
        LoginBenchmark benchmark = new LoginBenchmark();
        Path state = Files.createTempDirectory("orra-logins-");
        try (LoginWorld world = new LoginWorld(state)) {
            // Also when it is stopped in the middle.
            Runtime.getRuntime().addShutdownHook(new Thread(world::close));
            world.start();
            world.fill(Math.max(tenants, Math.max(inTurn, many)));
            world.latency(LATENCY_MILLIS);
            benchmark.run(world, "http", AT_A_TIME_BY_HTTP, tenants);
            benchmark.run(world, "http", AT_A_TIME_BY_HTTP, many);
            benchmark.run(world, "http", 1, inTurn);
            benchmark.run(world, "browser", AT_A_TIME_BY_BROWSER, tenants);
            benchmark.run(world, "browser", 1, inTurn);
        }
        benchmark.write(machine);
    }

    private static int number(String[] arguments, int at, int otherwise) {
        return arguments.length > at ? Integer.parseInt(arguments[at]) : otherwise;
    }

    private void run(LoginWorld world, String mode, int atATime, int tenants)
            throws SQLException, InterruptedException {
        LoginRun run = world.run(mode, atATime, tenants);
        System.out.println(run);
        runs.add(run);
    }

    private void write(Machine machine) throws IOException {
        Report report = new Report(
                        "Logging tenants in",
                        machine,
                        "Every answer of the simulated broker takes " + LATENCY_MILLIS
                                + " ms; server, database, Redis, message broker and simulators share the cores.",
                        "java -cp 'benchmarks/target/classes:benchmarks/target/lib/*' "
                                + LoginBenchmark.class.getName())
                .text("From the first counted attempt to the last stored session, in a server that has just started."
                        + " Memory is that of server, browsers and drivers together. One at a time is the way of the"
                        + " original, with the code of today.")
                .head("how", "at a time", "tenants", "seconds", "logins/min", "failed attempts", "peak MiB");
        runs.forEach(run -> report.row(
                run.mode(),
                Integer.toString(run.atATime()),
                Integer.toString(run.tenants()),
                one(run.seconds()),
                one(run.perMinute()),
                Long.toString(run.failures()),
                Long.toString(run.peakMiB())));
        report.text("");
        report.text(String.format(
                Locale.ROOT,
                "Beside one at a time: %.1f times as fast by HTTP, %.1f times by browser. %d tenants by HTTP take %.1f"
                        + " times as long as %d.",
                runs.get(2).secondsForOne() / runs.get(0).secondsForOne(),
                runs.get(4).secondsForOne() / runs.get(3).secondsForOne(),
                runs.get(1).tenants(),
                runs.get(1).seconds() / runs.get(0).seconds(),
                runs.get(0).tenants()));
        report.write(Home.find().path(), "auth-agent.md");
    }

    private static String one(double figure) {
        return String.format(Locale.ROOT, "%.1f", figure);
    }
}
