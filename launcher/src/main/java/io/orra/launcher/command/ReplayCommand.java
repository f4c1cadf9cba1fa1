package io.orra.launcher.command;

import io.orra.launcher.StackFailure;
import io.orra.launcher.simulators.SimulatorControl;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "replay",
        description = "Plays a recorded day through the simulated ticker; its random walk rests meanwhile.",
        mixinStandardHelpOptions = true)
final class ReplayCommand implements Callable<Integer> {
    private static final long LOOK_MILLIS = 1000;
    private static final int LOOKS_PER_LINE = 10;

    @Parameters(paramLabel = "FILE", description = "A recording, such as ./orra record writes.")
    private Path file;

    @Option(names = "--speed", defaultValue = "1", description = "1: as recorded; 0: all at once. Default: 1.")
    private BigDecimal speed;

    @Option(names = "--detach", description = "Does not wait for the end.")
    private boolean detach;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        if (!Files.isReadable(file)) {
            throw new StackFailure("there is no file " + file + " to read", "./orra record DAY FILE writes one.");
        }
        SimulatorControl simulators = OpenStack.here().simulators();
        JsonObject state = simulators.call(
                "POST",
                "/kite/ticker/replay",
                Json.createObjectBuilder()
                        .add("file", file.toAbsolutePath().toString())
                        .add("speed", speed)
                        .build());
        PrintWriter out = spec.commandLine().getOut();
        out.printf("%d messages%n", state.getInt("messages"));
        for (int look = 1; !detach && state.getBoolean("replaying"); look++) {
            Thread.sleep(LOOK_MILLIS);
            state = simulators.look("/kite/ticker/replay");
            if (look % LOOKS_PER_LINE == 0) {
                out.printf("%d of %d%n", state.getInt("played"), state.getInt("messages"));
            }
        }
        if (!detach) {
            out.printf(
                    "%d of %d, %d packets of instruments that the simulator does not list%n",
                    state.getInt("played"), state.getInt("messages"), state.getInt("unknown_packets"));
        }
        return 0;
    }
}
