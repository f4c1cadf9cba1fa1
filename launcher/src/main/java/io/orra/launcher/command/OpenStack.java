package io.orra.launcher.command;

import io.orra.launcher.Home;
import io.orra.launcher.Stack;
import io.orra.launcher.settings.DotEnv;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Opens the stack that this folder, its .env and the environment name; the environment wins. */
final class OpenStack {
    private OpenStack() {}

    static Stack here() {
        return here(Optional.empty());
    }

    static Stack here(Optional<Boolean> simulators) {
        Home home = Home.find();
        Map<String, String> settings = new HashMap<>(DotEnv.read(home.dotEnv()));
        settings.putAll(System.getenv());
        return Stack.open(home, home.state(settings), settings, simulators);
    }
}
