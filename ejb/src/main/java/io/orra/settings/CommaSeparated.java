package io.orra.settings;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads the {@code *_CSV} settings. */
public final class CommaSeparated {

    private CommaSeparated() {}

    public static Set<String> set(String csv) {
        return Arrays.stream(csv.split(","))
                .map(String::strip)
                .filter(value -> !value.isEmpty())
                .collect(Collectors.toUnmodifiableSet());
    }
}
