package io.orra.launcher.command;

import io.orra.launcher.Stack;
import io.orra.launcher.StackFailure;
import io.orra.launcher.market.StoredDay;
import io.orra.launcher.settings.Setting;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "record",
        description = "Writes the stored ticks of a day into a file that ./orra replay plays.",
        mixinStandardHelpOptions = true)
final class RecordCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "DAY", description = "The market's day, for example 2026-11-23.")
    private LocalDate day;

    @Parameters(index = "1", paramLabel = "FILE", description = "The file to write.")
    private Path file;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        Stack stack = OpenStack.here();
        try (Connection connection = DriverManager.getConnection(
                stack.settings().get(Setting.MARKET_DATABASE_URL),
                stack.settings().get(Setting.MARKET_DATABASE_USER),
                stack.settings().get(Setting.MARKET_DATABASE_PASSWORD))) {
            StoredDay stored = new StoredDay(connection);
            long ticks = stored.write(day, file);
            if (ticks == 0) {
                throw new StackFailure(
                        "no ticks of " + day + " are stored", "MARKET_TICKS_KEPT_DAYS says for how long.");
            }
            spec.commandLine().getOut().printf("%d ticks in %d messages%n", ticks, stored.messages());
            return 0;
        } catch (SQLException away) {
            throw new StackFailure(
                    "the ticks can't be read (SQL state " + away.getSQLState() + ")",
                    "Is the database up? ./orra status");
        }
    }
}
