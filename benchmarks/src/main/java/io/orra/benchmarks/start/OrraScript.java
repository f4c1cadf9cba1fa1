package io.orra.benchmarks.start;

import io.orra.benchmarks.OwnOrra;
import io.orra.benchmarks.ProcessMemory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The command ./orra on a state folder of its own, with free ports, so that an Orra that runs is left alone.
 *
 * @param home the folder of the script
 * @param state where data, domain and unpacked programs go
 */
record OrraScript(Path home, Path state) {
    private static final Pattern STEP = Pattern.compile("^ ok\\s+([0-9.]+) s {2}(.{20}) .*$");
    private static final Pattern HEALTHY = Pattern.compile("^Healthy after ([0-9.]+) s\\.$");
    private static final Pattern ADDRESS = Pattern.compile("^ ok\\s.* Health\\s+(http\\S+)/health$");
    static final List<String> HEALTH = List.of("/health/live", "/health/ready", "/health/started");
    static final int CALLS = 50;
    private static final long REST_MILLIS = 20_000;
    private static final double TICKS_PER_SECOND = 100;
    private static final int USER_TICKS = 11;

    Start up() throws IOException, InterruptedException {
        long begun = System.nanoTime();
        List<String> output = run("up", "--detach");
        double seconds = (System.nanoTime() - begun) / 1e9;
        long payara = Long.parseLong(
                Files.readAllLines(state.resolve("run/payara.pid")).get(0).strip());
        double cpu = cpuSeconds(payara);
        Map<String, Double> steps = new LinkedHashMap<>();
        double healthy = 0;
        String server = "";
        for (String line : output) {
            Matcher step = STEP.matcher(line);
            if (step.matches()) {
                steps.put(step.group(2).strip(), Double.parseDouble(step.group(1)));
            }
            Matcher end = HEALTHY.matcher(line);
            healthy = end.matches() ? Double.parseDouble(end.group(1)) : healthy;
            Matcher address = ADDRESS.matcher(line);
            server = address.matches() ? address.group(1) : server;
        }
        // Memory at rest is what is asked; nothing tells when a server rests.
        Thread.sleep(REST_MILLIS);
        Map<String, Double> health = new LinkedHashMap<>();
        for (String path : HEALTH) {
            health.put(path, longestMillis(URI.create(server + path)));
        }
        return new Start(seconds, healthy, steps, ProcessMemory.now(payara), cpu, health);
    }

    /** Of calls one after the other, the first untold: it loads this client's own classes. */
    private static double longestMillis(URI address) throws IOException, InterruptedException {
        HttpClient client = HttpClient.newHttpClient();
        double longest = 0;
        for (int call = 0; call <= CALLS; call++) {
            long begun = System.nanoTime();
            HttpResponse<String> answer =
                    client.send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString());
            double millis = (System.nanoTime() - begun) / 1e6;
            if (answer.statusCode() != 200) {
                throw new IOException(address + " answered " + answer.statusCode());
            }
            longest = call == 0 ? 0 : Math.max(longest, millis);
        }
        return longest;
    }

    void down() throws IOException, InterruptedException {
        run("down");
    }

    private List<String> run(String... words) throws IOException, InterruptedException {
        List<String> command = Stream.concat(Stream.of(home.resolve("orra").toString()), Stream.of(words))
                .toList();
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
        Map<String, String> environment = builder.environment();
        environment.put("ORRA_STATE_DIR", state.toString());
        environment.put("ORRA_RUNTIME_DIR", state.resolve("runtime").toString());
        environment.putAll(OwnOrra.freePorts());
        Process process = builder.start();
        List<String> output;
        try (var reader = process.inputReader()) {
            output = reader.lines().toList();
        }
        if (process.waitFor() != 0) {
            throw new IOException("./orra " + words[0] + " failed: " + String.join("\n", output));
        }
        return output;
    }

    private static double cpuSeconds(long pid) throws IOException {
        String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        return (Long.parseLong(fields[USER_TICKS]) + Long.parseLong(fields[USER_TICKS + 1])) / TICKS_PER_SECOND;
    }

    /** Takes the state folder away. */
    void clear() {
        if (!Files.exists(state)) {
            return;
        }
        try (Stream<Path> files = Files.walk(state)) {
            files.sorted(java.util.Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
