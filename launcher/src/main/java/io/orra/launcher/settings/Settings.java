package io.orra.launcher.settings;

import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** The effective settings: every value that the parts of the stack and the application get. */
public final class Settings {
    private static final Set<Secret> LAUNCHERS_OWN = EnumSet.of(
            Secret.POSTGRES_PASSWORD,
            Secret.REDIS_PASSWORD,
            Secret.PAYARA_ADMIN_PASSWORD,
            Secret.DEMO_KITE_API_KEY,
            Secret.DEMO_KITE_API_SECRET,
            Secret.DEMO_KITE_PASSWORD,
            Secret.DEMO_KITE_TOTP_SEED);

    private final Map<String, String> values;
    private final Set<String> given;
    private final Set<PortSetting> chosen;
    private final boolean simulators;

    /** @param chosen ports of which any free one would do */
    Settings(Map<String, String> values, Set<String> given, Set<PortSetting> chosen, boolean simulators) {
        this.values = new TreeMap<>(values);
        this.given = Set.copyOf(given);
        this.chosen = Set.copyOf(chosen);
        this.simulators = simulators;
    }

    /** The same with some values changed. */
    Settings with(Map<String, String> changes) {
        Map<String, String> changed = new TreeMap<>(values);
        changed.putAll(changes);
        return new Settings(changed, given, chosen, simulators);
    }

    boolean chosen(PortSetting port) {
        return chosen.contains(port);
    }

    /**
     * @throws IllegalArgumentException when nothing set it and it has no default
     */
    public String get(String name) {
        return find(name).orElseThrow(() -> new IllegalArgumentException(name + " is not set"));
    }

    public Optional<String> find(String name) {
        return Optional.ofNullable(values.get(name));
    }

    /** Whether somebody set it, so that it is used as it is and nothing embedded stands behind it. */
    public boolean given(Setting setting) {
        return given.contains(setting.name());
    }

    public boolean given(Secret secret) {
        return given.contains(secret.name());
    }

    public String get(Setting setting) {
        return get(setting.name());
    }

    public String get(Secret secret) {
        return get(secret.name());
    }

    public int port(PortSetting port) {
        return Integer.parseInt(get(port.name()));
    }

    /** Whether the outside world is simulated. */
    public boolean simulators() {
        return simulators;
    }

    /** All of it. Holds secrets. */
    public Map<String, String> environment() {
        return Map.copyOf(values);
    }

    /** Whether the broker is the simulated one, and not a real one beside the simulators. */
    public boolean simulatedBroker() {
        return simulators && !given(Setting.KITE_API_URL);
    }

    /** What the application server gets: all but the secrets that only the launcher needs. */
    public Map<String, String> applicationEnvironment() {
        Map<String, String> environment = new TreeMap<>(values);
        LAUNCHERS_OWN.forEach(secret -> environment.remove(secret.name()));
        return environment;
    }

    /** The names only: the values hold secrets. */
    @Override
    public String toString() {
        return "Settings" + values.keySet();
    }
}
