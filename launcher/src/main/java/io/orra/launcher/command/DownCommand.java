package io.orra.launcher.command;

import io.orra.launcher.ServiceName;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(name = "down", description = "Stops everything; the data stays.", mixinStandardHelpOptions = true)
final class DownCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        List<ServiceName> stopped = OpenStack.here().down(new ConsoleProgress(out));
        out.println(
                stopped.isEmpty()
                        ? "Nothing was running."
                        : "Stopped "
                                + String.join(
                                        ", ",
                                        stopped.stream().map(ServiceName::title).toList()) + ".");
        return 0;
    }
}
