package io.orra.launcher.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogTailTest {
    @TempDir
    Path folder;

    @Test
    void givesTheLastLinesAndThenWhatIsAddedInWholeLines() throws IOException {
        Path file = Files.writeString(folder.resolve("a.log"), "one\ntwo\nthree\n");
        LogTail tail = new LogTail("a | ", file);
        List<String> seen = new ArrayList<>();

        tail.last(2, seen::add);
        Files.writeString(file, "four\nfi", StandardOpenOption.APPEND);
        tail.added(seen::add);
        Files.writeString(file, "ve\n", StandardOpenOption.APPEND);
        tail.added(seen::add);

        assertThat(seen).containsExactly("a | two", "a | three", "a | four", "a | five");
    }

    @Test
    void startsAgainWhenTheLogWasReplaced() throws IOException {
        Path file = Files.writeString(folder.resolve("a.log"), "a long first line\n");
        LogTail tail = new LogTail("", file);
        tail.last(10, line -> {});
        Files.writeString(file, "new\n");
        List<String> seen = new ArrayList<>();

        tail.added(seen::add);

        assertThat(seen).containsExactly("new");
    }
}
