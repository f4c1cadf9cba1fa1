package io.orra.launcher.command;

import io.orra.launcher.Progress;
import io.orra.launcher.Service;
import io.orra.launcher.ServiceName;
import io.orra.launcher.Stack;
import io.orra.launcher.process.Waiting;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(name = "up", description = "Starts everything and waits until it is healthy.", mixinStandardHelpOptions = true)
final class UpCommand implements Callable<Integer> {
    private static final Duration A_LIFE_TIME = Duration.ofDays(3650);

    @Option(
            names = {"-d", "--detach"},
            description = "Come back when all is healthy and leave it running.")
    private boolean detach;

    @Option(
            names = "--simulators",
            negatable = true,
            description = "Simulate Kite, Clerk, Stripe and n8n. Default: on while KITE_API_URL is not set.")
    private Boolean simulators;

    @Option(
            names = "--instances",
            description = "How many servers share the work, 1 to 9. Default: as many as there were before.")
    private Integer instances;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        Progress progress = new ConsoleProgress(out);
        if (instances != null) {
            OpenStack.here().keepInstances(instances, progress);
        }
        Stack stack = OpenStack.here(Optional.ofNullable(simulators));
        boolean upAlready = stack.services().stream().allMatch(Service::running);
        if (upAlready) {
            out.println("Orra is up already; ./orra down stops it.");
        }
        long begun = System.nanoTime();
        AtomicBoolean leave = new AtomicBoolean(upAlready);
        Thread ending = new Thread(() -> bringDown(stack, progress, leave), "orra-down");
        Runtime.getRuntime().addShutdownHook(ending);
        stack.up(progress);
        out.printf(
                Locale.ROOT,
                "%nHealthy after %.1f s.%n%n",
                ConsoleProgress.seconds(Duration.ofNanos(System.nanoTime() - begun)));
        new Summary(stack).print(out);
        if (detach || upAlready) {
            leave.set(true);
            return 0;
        }
        out.println("\nCtrl-C stops it all.");
        out.flush();
        Waiting.until(A_LIFE_TIME, () -> !stack.service(ServiceName.PAYARA).running());
        out.println("Payara Server has ended.");
        return 1;
    }

    /** Also when the start failed or was interrupted half-way: nothing is left behind. */
    private void bringDown(Stack stack, Progress progress, AtomicBoolean leave) {
        if (!leave.get()) {
            stack.abandon(progress);
        }
    }
}
