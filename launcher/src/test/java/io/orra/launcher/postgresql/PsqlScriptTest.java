package io.orra.launcher.postgresql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orra.launcher.postgresql.PsqlScript.Kind;
import io.orra.launcher.postgresql.PsqlScript.Step;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PsqlScriptTest {
    @Test
    void readsStatementsGexecAndConnect() {
        String script = """
                -- comment
                \\set ON_ERROR_STOP on
                SELECT 'CREATE ROLE a' \\gexec
                ALTER ROLE a
                  PASSWORD :'word';
                \\connect other
                """;

        List<Step> steps = PsqlScript.parse(script, Map.of("word", "it's"));

        assertThat(steps)
                .containsExactly(
                        new Step(Kind.EXECUTE_RESULTS, "SELECT 'CREATE ROLE a' "),
                        new Step(Kind.EXECUTE, "ALTER ROLE a\nPASSWORD 'it''s'"),
                        new Step(Kind.CONNECT, "other"));
    }

    @Test
    void refusesAVariableWithoutValueAndAnUnfinishedStatement() {
        assertThatThrownBy(() -> PsqlScript.parse("SELECT :'x';", Map.of())).hasMessageContaining(":'x'");
        assertThatThrownBy(() -> PsqlScript.parse("SELECT 1", Map.of())).hasMessageContaining("middle of a statement");
    }

    @Test
    void neverPrintsAStatement() {
        assertThat(PsqlScript.parse("ALTER ROLE a PASSWORD :'w';", Map.of("w", "marked"))
                        .toString())
                .doesNotContain("marked");
    }
}
