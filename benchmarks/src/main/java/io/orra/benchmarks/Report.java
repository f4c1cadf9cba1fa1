package io.orra.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A page of docs/benchmarks: when and where, then tables. */
public final class Report {
    private final List<String> lines = new ArrayList<>();

    /**
     * @param versions of what was measured and what it was measured against
     * @param command how to take the figures again
     */
    public Report(String title, Machine machine, String versions, String command) {
        lines.add("# " + title);
        lines.add("");
        lines.add("Taken on " + LocalDate.now(ZoneOffset.UTC) + " (UTC) on " + machine.described() + ". " + versions);
        lines.add("");
        lines.add("Again: `" + command + "`");
        lines.add("");
    }

    public Report text(String text) {
        lines.add(text);
        lines.add("");
        return this;
    }

    public Report head(String... cells) {
        row(cells);
        row(Arrays.stream(cells).map(cell -> "---").toArray(String[]::new));
        return this;
    }

    public Report row(String... cells) {
        lines.add("| " + String.join(" | ", cells) + " |");
        return this;
    }

    /** Writes the page under the folder that holds the script ./orra, and shows it. */
    public void write(Path home, String name) throws IOException {
        Path file = home.resolve("docs/benchmarks").resolve(name);
        Files.createDirectories(file.getParent());
        Files.write(file, lines);
        lines.forEach(System.out::println);
    }
}
