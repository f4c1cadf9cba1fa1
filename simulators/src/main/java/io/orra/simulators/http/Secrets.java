package io.orra.simulators.http;

import java.util.List;

/** The signing secret of a webhook, or the several that are good during a rollover. */
public final class Secrets {
    private Secrets() {}

    public static List<String> read(Input input) {
        List<String> several = input.texts("secrets");
        if (several != null) {
            if (input.has("secret") || several.isEmpty()) {
                throw new BadInput("give either 'secret' or a non-empty list 'secrets'");
            }
            return several;
        }
        return List.of(input.text("secret"));
    }
}
