package io.orra.it.operations;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** docs/security.md promises tests: they are there, and each requirement of its table has one or says that it has none. */
class SecurityPageTest {

    private static final Pattern NAMED = Pattern.compile("`([A-Z]\\w+(?:IT|Test))`");

    @Test
    void everyTestThatThePageNamesIsThere() throws IOException {
        Set<String> named =
                NAMED.matcher(page()).results().map(match -> match.group(1)).collect(Collectors.toSet());

        assertThat(named).hasSizeGreaterThan(15);
        assertThat(tests()).containsAll(named);
    }

    @Test
    void everyRequirementIsTracedToATest() throws IOException {
        List<String> requirements =
                page().lines().filter(line -> line.matches("\\| \\d+\\.\\d.*")).toList();

        assertThat(requirements).hasSizeGreaterThan(15).allSatisfy(line -> {
            String seenBy = line.split("\\|")[4];
            assertThat(NAMED.matcher(seenBy).find()).as(line).isTrue();
        });
    }

    private static String page() throws IOException {
        return Files.readString(Program.HOME.resolve("docs/security.md"));
    }

    private static Set<String> tests() throws IOException {
        try (Stream<Path> modules = Files.list(Program.HOME)) {
            return modules.map(module -> module.resolve("src/test/java"))
                    .filter(Files::isDirectory)
                    .flatMap(SecurityPageTest::classes)
                    .collect(Collectors.toSet());
        }
    }

    private static Stream<String> classes(Path sources) {
        try (Stream<Path> files = Files.walk(sources)) {
            return files
                    .map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".java"))
                    .map(name -> name.substring(0, name.length() - ".java".length()))
                    .toList()
                    .stream();
        } catch (IOException unreadable) {
            throw new AssertionError(unreadable);
        }
    }
}
