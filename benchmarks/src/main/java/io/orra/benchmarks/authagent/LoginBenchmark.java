package io.orra.benchmarks.authagent;

import io.orra.benchmarks.Machine;
import io.orra.launcher.Home;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;

/**
 * Logins of many tenants at a broker that takes 300 ms for each answer, in an Orra of its own: {@code LoginBenchmark
 * [run...]}, a run being {@code mode:tenants} or {@code mode:tenants:at-a-time}; at a time 1 is one after another. All
 * that were made, together or one by one, are in docs/benchmarks/auth-agent.md.
 */
public final class LoginBenchmark {

    static final int LATENCY_MILLIS = 300;

    private static final List<String> ALL =
            List.of("http:200", "http:1000", "http:40:1", "browser:200", "browser:20:1");

    /** What to run; at a time 0 as many as the product does by itself. */
    private record Wanted(String mode, int tenants, int atATime) {

        static Wanted of(String text) {
            String[] parts = text.split(":");
            return new Wanted(parts[0], Integer.parseInt(parts[1]), parts.length > 2 ? Integer.parseInt(parts[2]) : 0);
        }
    }

    private LoginBenchmark() {}

    public static void main(String[] arguments) throws IOException, SQLException, InterruptedException {
        List<Wanted> wanted = (arguments.length == 0 ? ALL : List.of(arguments))
                .stream().map(Wanted::of).toList();
        Machine machine = Machine.here();
        Path kept = Home.find().path().resolve("benchmarks/target/login-runs.txt");
        try (LoginWorld world = new LoginWorld(Files.createTempDirectory("orra-logins-"))) {
            // Also when it is stopped in the middle.
            Runtime.getRuntime().addShutdownHook(new Thread(world::close));
            world.start();
            world.fill(wanted.stream().mapToInt(Wanted::tenants).max().orElse(0));
            world.latency(LATENCY_MILLIS);
            for (Wanted one : wanted) {
                LoginRun run = world.run(one.mode(), one.atATime(), one.tenants());
                System.out.println(run);
                run.keep(kept);
            }
        }
        new LoginPage(LoginRun.kept(kept)).write(machine);
    }
}
