package io.orra.launcher.command;

import io.orra.launcher.StackFailure;
import io.orra.launcher.process.ManagedProcess;
import java.util.Locale;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The list of commands. A new one is a class in this package and a name in this list. */
@Command(
        name = "orra",
        description = "Runs Orra on this machine.",
        synopsisSubcommandLabel = "COMMAND",
        mixinStandardHelpOptions = true,
        subcommands = {
            UpCommand.class,
            DownCommand.class,
            RestartCommand.class,
            StatusCommand.class,
            LogsCommand.class,
            TokenCommand.class,
            DemoCommand.class,
            AuditCommand.class,
            KeysCommand.class,
            BackupCommand.class,
            RestoreCommand.class,
            RecordCommand.class,
            ReplayCommand.class,
            InstallCommand.class,
            TestCommand.class,
            HelpCommand.class
        })
public final class OrraCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    /** The command line with plain failures: what, and what to do, without a stack trace. */
    public static CommandLine commandLine() {
        return new CommandLine(new OrraCommand())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler((failure, command, parsed) -> {
                    if (ManagedProcess.gateClosed()) {
                        return command.getCommandSpec().exitCodeOnExecutionException();
                    }
                    String what = failure instanceof StackFailure ? failure.getMessage() : unexpected(failure);
                    command.getErr().println("FAILED: " + what);
                    if (failure instanceof StackFailure told) {
                        command.getErr().println("        " + told.advice());
                    }
                    return command.getCommandSpec().exitCodeOnExecutionException();
                });
    }

    private static String unexpected(Exception failure) {
        return failure.getClass().getSimpleName().toLowerCase(Locale.ROOT) + ": " + failure.getMessage();
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "which command?");
    }
}
