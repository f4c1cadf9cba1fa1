package io.orra.launcher.command;

import io.orra.launcher.Stack;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(
        name = "restart",
        description = "Restarts one server after the other; of several one is always ready.",
        mixinStandardHelpOptions = true)
final class RestartCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        Stack stack = OpenStack.here();
        stack.roll(new ConsoleProgress(spec.commandLine().getOut()));
        return 0;
    }
}
