package io.orra.benchmarks.api;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds the top rate of a route with wrk: as many requests as its connections can carry. */
final class Wrk {

    private static final Pattern RATE = Pattern.compile("Requests/sec:\\s+([0-9.]+)");
    private static final Pattern REFUSED = Pattern.compile("Non-2xx or 3xx responses: (\\d+)");
    private static final int CONNECTIONS = 16;

    /** What wrk printed. */
    record Result(double perSecond, double p50, double p99) {

        /** The one in the middle by its rate. */
        static Result median(List<Result> results) {
            return results.stream()
                    .sorted(Comparator.comparingDouble(Result::perSecond))
                    .toList()
                    .get(results.size() / 2);
        }
    }

    private final int seconds;

    Wrk(int seconds) {
        this.seconds = seconds;
    }

    /** @throws IOException when wrk is missing, or an answer was no success */
    Result run(Route route, List<String> tokens) throws IOException, InterruptedException {
        Path script = Files.createTempFile("orra-load", ".lua");
        try {
            Files.writeString(script, script(route, tokens));
            Process wrk = new ProcessBuilder(
                            "wrk",
                            "-t1",
                            "-c" + CONNECTIONS,
                            "-d" + seconds + "s",
                            "--timeout",
                            "10s",
                            "--latency",
                            "-s",
                            script.toString(),
                            route.address())
                    .redirectErrorStream(true)
                    .start();
            String printed = new String(wrk.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (wrk.waitFor() != 0 || REFUSED.matcher(printed).find()) {
                throw new IOException(route.name() + " was not answered with success:\n" + printed);
            }
            return new Result(number(RATE, printed), quantile("50%", printed), quantile("99%", printed));
        } finally {
            Files.delete(script);
        }
    }

    /** Each request in the name of the next caller, so that no row and no chain is everybody's. */
    private static String script(Route route, List<String> tokens) {
        StringBuilder lua = new StringBuilder("local tokens = {\n");
        tokens.forEach(token -> lua.append("  '").append(token).append("',\n"));
        lua.append("}\nlocal turn = 0\nrequest = function()\n  turn = turn % #tokens + 1\n")
                .append("  local headers = { ['Authorization'] = 'Bearer ' .. tokens[turn],")
                .append(" ['Content-Type'] = 'application/json' }\n  return wrk.format('")
                .append(route.method())
                .append("', nil, headers, ")
                .append(route.body() == null ? "nil" : "'" + route.body() + "'")
                .append(")\nend\n");
        return lua.toString();
    }

    private static double quantile(String name, String printed) {
        Matcher found = Pattern.compile("^\\s+" + name + "\\s+([0-9.]+)(us|ms|s)", Pattern.MULTILINE)
                .matcher(printed);
        if (!found.find()) {
            throw new IllegalStateException("wrk printed no " + name + ":\n" + printed);
        }
        double value = Double.parseDouble(found.group(1));
        return switch (found.group(2)) {
            case "us" -> value / 1_000;
            case "s" -> value * 1_000;
            default -> value;
        };
    }

    private static double number(Pattern pattern, String printed) {
        Matcher found = pattern.matcher(printed);
        if (!found.find()) {
            throw new IllegalStateException("wrk printed no rate:\n" + printed);
        }
        return Double.parseDouble(found.group(1));
    }
}
