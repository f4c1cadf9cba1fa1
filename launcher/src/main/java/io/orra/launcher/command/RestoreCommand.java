package io.orra.launcher.command;

import io.orra.launcher.Progress;
import io.orra.launcher.Stack;
import io.orra.launcher.backup.Restore;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "restore",
        description = {
            "Puts a backup in the place of databases and journal, and starts Orra on it.",
            "What was there is set aside in the state folder."
        },
        mixinStandardHelpOptions = true)
final class RestoreCommand implements Callable<Integer> {
    @Parameters(paramLabel = "BACKUP", description = "The folder that ./orra backup made.")
    private Path backup;

    @Option(
            names = "--deliver-pending",
            description = {
                "Deliver what stood in the queues. For a move to another machine, when nothing ran after the backup.",
                "Default: it is held among the dead letters, as it may have been delivered since."
            })
    private boolean deliver;

    @Option(names = "--no-start", description = "Leave everything but the database stopped.")
    private boolean noStart;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        Stack stack = OpenStack.here();
        Progress progress = new ConsoleProgress(spec.commandLine().getOut());
        Path before = new Restore(stack, deliver, progress).from(backup.toAbsolutePath());
        if (!noStart) {
            stack.up(progress);
        }
        spec.commandLine().getOut().println("Restored. What was there before: " + before);
        return 0;
    }
}
