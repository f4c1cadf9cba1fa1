package io.orra.launcher.process;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * How to start a process.
 *
 * @param command program and arguments; nothing secret, as every user of the machine can read it
 * @param environment what is set on top of the launcher's own environment; secrets go here
 * @param folder the working folder
 */
public record Launch(List<String> command, Map<String, String> environment, Path folder) {
    public Launch {
        command = List.copyOf(command);
        environment = Map.copyOf(environment);
    }

    /** Only the program: the environment holds secrets. */
    @Override
    public String toString() {
        return command.get(0);
    }
}
