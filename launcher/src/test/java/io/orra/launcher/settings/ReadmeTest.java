package io.orra.launcher.settings;

import static org.assertj.core.api.Assertions.assertThat;

import io.orra.launcher.Home;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The README's table of settings says what .env.example says; a failure shows the rows that belong there. */
class ReadmeTest {
    private static final Pattern GROUP = Pattern.compile("# --- (.*) ---");
    private static final Pattern ENTRY = Pattern.compile("#([A-Z][A-Z0-9_]*)=(.*)");

    @Test
    void holdsTheTableOfAllSettings() throws IOException {
        String readme = Files.readString(Home.find().path().resolve("README.md"));

        assertThat(rows()).hasSizeGreaterThan(50);
        assertThat(readme).contains(String.join("\n", rows()));
    }

    private static List<String> rows() throws IOException {
        List<String> rows = new ArrayList<>();
        String comment = "";
        for (String line : Files.readAllLines(Home.find().path().resolve(".env.example"))) {
            Matcher group = GROUP.matcher(line);
            Matcher entry = ENTRY.matcher(line);
            if (group.matches()) {
                rows.add("| **" + group.group(1) + "** | | |");
            } else if (entry.matches()) {
                String value =
                        entry.group(2).isEmpty() ? "" : "`" + entry.group(2).replace("|", "\\|") + "`";
                rows.add("| `" + entry.group(1) + "` | " + value + " | " + comment.replace("|", "\\|") + " |");
            } else if (line.startsWith("# ")) {
                comment = line.substring(2);
            }
        }
        return rows;
    }
}
