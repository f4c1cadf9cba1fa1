package io.orra.launcher.settings;

import static org.assertj.core.api.Assertions.assertThat;

import io.orra.launcher.Home;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class EnvExampleTest {
    private static final Pattern ENTRY = Pattern.compile("#?([A-Z][A-Z0-9_]*)=.*");

    @Test
    void namesEverySettingThatTheLauncherReads() throws IOException {
        Stream<String> read = Stream.of(Setting.values(), Secret.values(), PortSetting.values())
                .flatMap(Arrays::stream)
                .map(Object::toString);

        assertThat(names()).containsAll(read.toList());
    }

    @Test
    void namesEverySettingOnceAndSetsNone() throws IOException {
        assertThat(names()).doesNotHaveDuplicates();
        assertThat(DotEnv.read(example()))
                .as("a copy of the example changes nothing")
                .isEmpty();
    }

    @Test
    void explainsEachSettingOnTheLineBefore() throws IOException {
        List<String> lines = Files.readAllLines(example());
        for (int i = 1; i < lines.size(); i++) {
            if (ENTRY.matcher(lines.get(i)).matches()) {
                assertThat(lines.get(i - 1))
                        .as("the line before " + lines.get(i))
                        .startsWith("# ");
            }
        }
    }

    private static List<String> names() throws IOException {
        return Files.readAllLines(example()).stream()
                .map(ENTRY::matcher)
                .filter(Matcher::matches)
                .map(matcher -> matcher.group(1))
                .toList();
    }

    private static java.nio.file.Path example() {
        return Home.find().path().resolve(".env.example");
    }
}
