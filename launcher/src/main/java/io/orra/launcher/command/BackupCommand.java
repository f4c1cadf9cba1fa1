package io.orra.launcher.command;

import io.orra.launcher.Stack;
import io.orra.launcher.backup.Backup;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "backup",
        description = {
            "Copies databases and journal, as of one moment, to a folder of its own.",
            "The server stops for as long as the journal takes to copy, and starts again."
        },
        mixinStandardHelpOptions = true)
final class BackupCommand implements Callable<Integer> {
    private static final DateTimeFormatter NAME =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").withZone(ZoneOffset.UTC);

    @Option(names = "--to", description = "The folder to make. Default: backups/TIME in the state folder.")
    private Path to;

    @Option(names = "--live", description = "Stop nothing; the journal is left out.")
    private boolean live;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        Stack stack = OpenStack.here();
        Path target = Optional.ofNullable(to)
                .orElseGet(() -> stack.state().backups().resolve(NAME.format(Instant.now())))
                .toAbsolutePath();
        new Backup(stack, live, new ConsoleProgress(spec.commandLine().getOut())).make(target);
        spec.commandLine().getOut().println("Backup: " + target);
        spec.commandLine()
                .getOut()
                .println("It opens nothing without " + stack.secretsFile() + ": keep a copy of that, elsewhere.");
        return 0;
    }
}
