package io.orra.launcher.command;

import io.orra.launcher.Service;
import io.orra.launcher.ServiceName;
import io.orra.launcher.Stack;
import io.orra.launcher.process.LogTail;
import io.orra.launcher.process.Waiting;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(name = "logs", description = "Prints the end of the logs.", mixinStandardHelpOptions = true)
final class LogsCommand implements Callable<Integer> {
    private static final Duration A_LIFE_TIME = Duration.ofDays(3650);

    @Parameters(arity = "0..1", description = "One of ${COMPLETION-CANDIDATES}. Default: all of them.")
    private ServiceName service;

    @Option(
            names = {"-f", "--follow"},
            description = "Go on printing what is added, until Ctrl-C.")
    private boolean follow;

    @Option(
            names = {"-n", "--lines"},
            defaultValue = "100",
            description = "How many lines of each. Default: ${DEFAULT-VALUE}.")
    private int lines;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        Stack stack = OpenStack.here();
        List<Service> services = service != null
                ? stack.services().stream()
                        .filter(part -> part.name() == service)
                        .toList()
                : stack.services().stream().filter(Service::embedded).toList();
        List<LogTail> tails = services.stream()
                .map(chosen -> new LogTail(services.size() > 1 ? chosen.title() + " | " : "", chosen.log()))
                .toList();
        tails.forEach(tail -> tail.last(lines, out::println));
        out.flush();
        if (follow) {
            Waiting.until(A_LIFE_TIME, () -> {
                tails.forEach(tail -> tail.added(out::println));
                out.flush();
                return false;
            });
        }
        return 0;
    }
}
