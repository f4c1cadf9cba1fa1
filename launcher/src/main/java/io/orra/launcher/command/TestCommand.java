package io.orra.launcher.command;

import io.orra.launcher.StackFailure;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Stands in the list for the reader; the script runs the tests itself, as they rebuild this very program. */
@Command(name = "test", description = "Sets up what the tests need and runs them all (mvn verify).")
final class TestCommand implements Callable<Integer> {
    @Override
    public Integer call() {
        throw new StackFailure("the tests are run by the script", "Run ./orra test.");
    }
}
