package io.orra.it.marketdata;

import io.orra.it.frame.Orra;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The launcher's command as {@code ./orra} runs it, on the stack of the tests.
 *
 * @param output what it wrote, errors too
 */
record CommandLine(int exitCode, String output) {

    static CommandLine run(Orra orra, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dorra.home=" + System.getProperty("orra.home"),
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                "io.orra.launcher.Main"));
        command.addAll(List.of(arguments));
        ProcessBuilder program = new ProcessBuilder(command).redirectErrorStream(true);
        program.environment().putAll(Orra.settings());
        program.environment().put("ORRA_STATE_DIR", orra.state().toString());
        Process started = program.start();
        String output = new String(started.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new CommandLine(started.waitFor(), output);
    }
}
