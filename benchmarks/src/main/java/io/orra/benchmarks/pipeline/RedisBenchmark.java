package io.orra.benchmarks.pipeline;

import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import redis.clients.jedis.util.JedisURIHelper;

/** The program of that name (Debian: redis-tools), where the machine has it. */
final class RedisBenchmark {
    private static final Pattern RATE = Pattern.compile("([0-9.]+) requests per second");

    private RedisBenchmark() {}

    /** PUBLISH of so many bytes, pipelined 100 deep on four connections; empty where there is no such program. */
    static Optional<Double> publish(URI redis, int bytes, int requests) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("redis-benchmark", "-h", redis.getHost()));
        command.addAll(List.of("-p", Integer.toString(redis.getPort()), "-n", Integer.toString(requests)));
        String password = JedisURIHelper.getPassword(redis);
        if (password != null) {
            // The embedded Redis' own, which is for this machine only; the program takes it no other way.
            command.addAll(List.of("-a", password));
        }
        command.addAll(List.of("-P", "100", "-c", "4", "-q", "PUBLISH", "original:bare", "x".repeat(bytes)));
        ProcessBuilder program = new ProcessBuilder(command).redirectErrorStream(true);
        Process started;
        try {
            started = program.start();
        } catch (IOException notThere) {
            return Optional.empty();
        }
        String said;
        try (var reader = started.inputReader()) {
            said = String.join("\n", reader.lines().toList());
        }
        if (started.waitFor() != 0) {
            return Optional.empty();
        }
        Matcher rate = RATE.matcher(said);
        double last = 0;
        while (rate.find()) {
            last = Double.parseDouble(rate.group(1));
        }
        return last == 0 ? Optional.empty() : Optional.of(last);
    }
}
