package io.orra.launcher.postgresql;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * As much of psql's script language as provision.sql uses, so that operator and launcher run one file: statements
 * that end a line with {@code ;} or {@code \gexec}, {@code :'variable'}, {@code \connect}, {@code \set}, comments
 * on lines of their own. No dollar quotes.
 */
final class PsqlScript {
    private static final Pattern VARIABLE = Pattern.compile(":'([a-z_]+)'");

    private PsqlScript() {}

    /** What to do next. */
    enum Kind {
        EXECUTE,
        /** Run the query, then run each value it gives. */
        EXECUTE_RESULTS,
        /** Go on in the database named by the text. */
        CONNECT
    }

    record Step(Kind kind, String text) {
        /** Without the text: it may hold a password. */
        @Override
        public String toString() {
            return kind.toString();
        }
    }

    static List<Step> parse(String script, Map<String, String> variables) {
        List<Step> steps = new ArrayList<>();
        StringBuilder statement = new StringBuilder();
        for (String line : script.lines().map(String::strip).toList()) {
            if (line.isEmpty() || line.startsWith("--") || line.startsWith("\\set")) {
                continue;
            }
            if (line.startsWith("\\connect ")) {
                steps.add(new Step(Kind.CONNECT, line.substring(9).strip()));
                continue;
            }
            statement.append(line).append('\n');
            if (line.endsWith("\\gexec")) {
                steps.add(new Step(Kind.EXECUTE_RESULTS, take(statement, "\\gexec", variables)));
            } else if (line.endsWith(";")) {
                steps.add(new Step(Kind.EXECUTE, take(statement, ";", variables)));
            }
        }
        if (!statement.isEmpty()) {
            throw new IllegalArgumentException("the script ends in the middle of a statement");
        }
        return steps;
    }

    private static String take(StringBuilder statement, String end, Map<String, String> variables) {
        String text = statement.toString().strip();
        statement.setLength(0);
        return VARIABLE.matcher(text.substring(0, text.length() - end.length()))
                .replaceAll(match -> Matcher.quoteReplacement(literal(match.group(1), variables)));
    }

    private static String literal(String name, Map<String, String> variables) {
        String value = variables.get(name);
        if (value == null) {
            throw new IllegalArgumentException("no value for :'" + name + "'");
        }
        String quoted = "'" + value.replace("'", "''") + "'";
        return value.contains("\\") ? " E" + quoted.replace("\\", "\\\\") : quoted;
    }
}
