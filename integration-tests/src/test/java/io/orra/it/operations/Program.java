package io.orra.it.operations;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A program of the machine, run in the repository's folder.
 *
 * @param exitCode what it ended with
 * @param output its output and errors together
 */
record Program(int exitCode, String output) {

    static final Path HOME = Path.of(System.getProperty("orra.home"));
    private static final Path LINTERS = Path.of("target", "lint").toAbsolutePath();

    /** Whether a program is on the PATH: some come from Debian's packages only. */
    static boolean there(String program) {
        return Stream.of(System.getenv("PATH").split(java.io.File.pathSeparator))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }

    /** A check that can't be made is a failure, not a thing left out. */
    static void needs(String program) {
        assertThat(there(program))
                .as(program + " is on the PATH; ./orra test installs it")
                .isTrue();
    }

    static Program run(Map<String, String> environment, List<String> command) {
        return run(HOME, environment, command);
    }

    static Program run(String... command) {
        return run(HOME, Map.of(), List.of(command));
    }

    /** One of package.json's linters, which npm installs once. */
    static synchronized Path linter(String name) {
        Path program = LINTERS.resolve("node_modules/.bin").resolve(name);
        try {
            if (!Files.exists(program)) {
                Files.createDirectories(LINTERS);
                Files.copy(
                        Path.of("src/test/lint/package.json"),
                        LINTERS.resolve("package.json"),
                        StandardCopyOption.REPLACE_EXISTING);
                Program npm = run(
                        LINTERS,
                        Map.of(),
                        List.of("npm", "install", "--ignore-scripts", "--no-package-lock", "--no-audit", "--no-fund"));
                assertThat(npm.exitCode).as(npm.output).isZero();
            }
        } catch (IOException failed) {
            throw new AssertionError(failed);
        }
        return program;
    }

    private static Program run(Path folder, Map<String, String> environment, List<String> command) {
        try {
            Path output = Files.createTempFile("program", ".out");
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile());
            builder.environment().putAll(environment);
            Process process = builder.start();
            process.getOutputStream().close();
            if (!process.waitFor(5, TimeUnit.MINUTES)) {
                process.destroyForcibly();
                throw new AssertionError(command.get(0) + " did not end");
            }
            String text = Files.readString(output, StandardCharsets.UTF_8);
            Files.delete(output);
            return new Program(process.exitValue(), text);
        } catch (IOException | InterruptedException failed) {
            throw new AssertionError(command.get(0) + " can't be run", failed);
        }
    }
}
