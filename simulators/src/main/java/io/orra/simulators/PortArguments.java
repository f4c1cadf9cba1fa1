package io.orra.simulators;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads {@code --name-port=N} and {@code --name-port N}. */
final class PortArguments {
    private static final List<String> NAMES =
            List.of("control", "kite-rest", "kite-web", "kite-ticker", "clerk", "stripe", "n8n");

    private PortArguments() {}

    static Map<String, String> parse(String[] arguments) {
        Map<String, String> given = new HashMap<>();
        for (int i = 0; i < arguments.length; i++) {
            String[] parts = arguments[i].split("=", 2);
            String name = NAMES.stream()
                    .filter(one -> parts[0].equals("--" + one + "-port"))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException(
                            "unknown argument " + parts[0] + "; known are --NAME-port=N for NAME in " + NAMES));
            if (parts.length == 1 && i + 1 == arguments.length) {
                throw new IllegalArgumentException(parts[0] + " needs a port");
            }
            given.put(name, parts.length == 2 ? parts[1] : arguments[++i]);
        }
        return given;
    }
}
