package io.orra.launcher.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orra.launcher.StackFailure;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DotEnvTest {
    @Test
    void readsBareAndQuotedValuesWithTheirComments() {
        Map<String, String> values = DotEnv.parse(
                List.of(
                        "# a comment",
                        "",
                        "BARE=one two # not part of it",
                        "export EXPORTED = x",
                        "HASH=redis://:a#b@host:1/0",
                        "SINGLE='as $IT is # here' # comment",
                        "DOUBLE=\"a \\\"b\\\" \\\\ c\"",
                        "EQUALS=a=b=c",
                        "EMPTY=",
                        "EMPTY_TOO=   # nothing"),
                ".env");

        assertThat(values)
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "BARE", "one two",
                        "EXPORTED", "x",
                        "HASH", "redis://:a#b@host:1/0",
                        "SINGLE", "as $IT is # here",
                        "DOUBLE", "a \"b\" \\ c",
                        "EQUALS", "a=b=c"));
    }

    @Test
    void namesTheLineThatIsNotASettingAndDoesNotRepeatIt() {
        assertThatThrownBy(() -> DotEnv.parse(List.of("GOOD=1", "secret word"), ".env"))
                .isInstanceOf(StackFailure.class)
                .hasMessage(".env line 2 is not NAME=value");
    }

    @Test
    void aMissingFileSetsNothing() {
        assertThat(DotEnv.read(Path.of("no", "such", "file"))).isEmpty();
    }
}
