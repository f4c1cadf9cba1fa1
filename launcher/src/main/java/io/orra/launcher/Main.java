package io.orra.launcher;

import io.orra.launcher.command.OrraCommand;

/** The entry of ./orra. */
public final class Main {
    private Main() {}

    public static void main(String[] arguments) {
        System.exit(OrraCommand.commandLine().execute(arguments));
    }
}
