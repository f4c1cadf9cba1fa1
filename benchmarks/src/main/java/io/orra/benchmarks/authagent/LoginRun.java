package io.orra.benchmarks.authagent;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What one run gave.
 *
 * @param mode http or browser
 * @param atATime logins at the same time; 1 is strictly one after another
 * @param millis from the first counted attempt to the last session
 * @param failures attempts that gave none
 * @param peakMiB most memory of all that ran, browsers, database and simulators among it; shared pages counted once
 */
record LoginRun(String mode, int atATime, int tenants, long millis, long failures, long peakMiB) {

    double seconds() {
        return millis / 1000.0;
    }

    double perMinute() {
        return tenants * 60 / seconds();
    }

    boolean inTurn() {
        return atATime == 1;
    }

    /** Adds it to those of the file. A run of the same kind and size takes the place of an older one. */
    void keep(Path file) throws IOException {
        List<String> lines = Files.exists(file) ? new ArrayList<>(Files.readAllLines(file)) : new ArrayList<>();
        lines.removeIf(line -> parsed(line).filter(this::sameKind).isPresent());
        lines.add(String.join(
                " ",
                mode,
                Integer.toString(atATime),
                Integer.toString(tenants),
                Long.toString(millis),
                Long.toString(failures),
                Long.toString(peakMiB)));
        Files.createDirectories(file.getParent());
        Files.write(file, lines);
    }

    static List<LoginRun> kept(Path file) throws IOException {
        return Files.readAllLines(file).stream()
                .flatMap(line -> parsed(line).stream())
                .toList();
    }

    private boolean sameKind(LoginRun other) {
        return mode.equals(other.mode) && inTurn() == other.inTurn() && (inTurn() || tenants == other.tenants);
    }

    private static Optional<LoginRun> parsed(String line) {
        String[] parts = line.split(" ");
        if (parts.length != 6) {
            return Optional.empty();
        }
        long[] numbers = Arrays.stream(parts).skip(1).mapToLong(Long::parseLong).toArray();
        return Optional.of(
                new LoginRun(parts[0], (int) numbers[0], (int) numbers[1], numbers[2], numbers[3], numbers[4]));
    }
}
