package io.orra.launcher.command;

import io.orra.launcher.Service;
import io.orra.launcher.Stack;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(
        name = "status",
        description = "Shows what runs and whether it is well; exit code 1 when something is not.",
        mixinStandardHelpOptions = true)
final class StatusCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        Stack stack = OpenStack.here();
        boolean well = true;
        for (Service service : stack.services()) {
            boolean healthy = service.healthy();
            String state = healthy ? "healthy" : service.running() ? "runs, not healthy" : "stopped";
            String where = service.address() + (service.embedded() ? "" : " (not ours)");
            out.printf("%-15s %-18s %s%n", service.title(), state, where);
            well &= healthy;
        }
        return well ? 0 : 1;
    }
}
