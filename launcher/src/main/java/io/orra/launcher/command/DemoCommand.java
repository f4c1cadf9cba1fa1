package io.orra.launcher.command;

import io.orra.launcher.Progress;
import io.orra.launcher.Service;
import io.orra.launcher.ServiceName;
import io.orra.launcher.Stack;
import io.orra.launcher.StackFailure;
import io.orra.launcher.demo.Demo;
import java.io.PrintWriter;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(
        name = "demo",
        description = "Goes the whole way from login to notification on a tenant of its own and checks each step.",
        mixinStandardHelpOptions = true)
final class DemoCommand implements Callable<Integer> {
    private static final int TITLE = 32;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        Stack stack = OpenStack.here();
        if (!stack.settings().simulatedBroker()) {
            throw new StackFailure(
                    "the demo needs the simulated broker, and KITE_API_URL is set",
                    "Unset it, or name another ORRA_STATE_DIR for the demo.");
        }
        Progress progress = new ConsoleProgress(out);
        Set<ServiceName> ran = running(stack);
        AtomicBoolean ended = new AtomicBoolean();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> abandon(stack, progress, ran, ended), "orra-down"));
        boolean upAlready = ran.size() == stack.services().size();
        if (!upAlready) {
            stack.up(progress);
            out.println();
        }
        boolean right = new Demo(stack, ConsoleProgress.ofSteps(out, TITLE), out).run();
        if (!upAlready) {
            out.println();
            stack.down(progress, ran);
        }
        ended.set(true);
        out.printf(
                "%n%s%n", right ? "Every step's result was right." : "FAILED: a step's result was wrong, see above.");
        out.flush();
        return right ? 0 : 1;
    }

    private static Set<ServiceName> running(Stack stack) {
        Set<ServiceName> running = EnumSet.noneOf(ServiceName.class);
        stack.services().stream().filter(Service::running).map(Service::name).forEach(running::add);
        return running;
    }

    /** Also when it was interrupted half-way: what the demo started does not stay. */
    private static void abandon(Stack stack, Progress progress, Set<ServiceName> ran, AtomicBoolean ended) {
        if (!ended.get() && ran.size() < stack.services().size()) {
            stack.abandon(progress, ran);
        }
    }
}
