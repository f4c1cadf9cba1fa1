package io.orra.launcher.settings;

import io.orra.launcher.StackFailure;
import io.orra.launcher.StateFolder;
import io.orra.launcher.process.Ports;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Settles every setting once: what is given wins, then what an earlier start kept, then the default. An outside
 * address that is given is used as it is; one that is not is served by the embedded part or the simulators.
 */
public final class SettingsResolution {
    private static final List<Secret> DATABASE_SECRETS =
            List.of(Secret.DATABASE_PASSWORD, Secret.DATABASE_AGENT_PASSWORD, Secret.DATABASE_OWNER_PASSWORD);
    private static final List<Secret> OUTSIDE_SECRETS = List.of(
            Secret.CLERK_SECRET_KEY,
            Secret.CLERK_WEBHOOK_SECRET,
            Secret.STRIPE_WEBHOOK_SECRET,
            Secret.STRIPE_API_KEY,
            Secret.N8N_WEBHOOK_AUTH_VALUE,
            Secret.DEMO_KITE_API_KEY,
            Secret.DEMO_KITE_API_SECRET,
            Secret.DEMO_KITE_PASSWORD,
            Secret.DEMO_KITE_TOTP_SEED);

    static final String KEPT_PORTS = "Free ports that an earlier start chose where 0 was asked for.";

    private final Map<String, String> values = new LinkedHashMap<>();
    private final Set<PortSetting> chosen = EnumSet.noneOf(PortSetting.class);
    private final Set<String> given;
    private final KeptValues secrets;
    private final KeptValues ports;
    private final boolean simulators;

    private SettingsResolution(StateFolder state, Map<String, String> given, Optional<Boolean> simulators) {
        given.forEach((name, value) -> {
            if (!value.isEmpty()) {
                values.put(name, value);
            }
        });
        this.given = Set.copyOf(values.keySet());
        this.secrets = new KeptValues(state.secrets(), "Made once by ./orra up. Keep it: it opens the sealed data.");
        this.ports = new KeptValues(state.ports(), KEPT_PORTS);
        this.simulators = simulators.orElse(!values.containsKey(Setting.KITE_API_URL.name()));
    }

    /**
     * @param given the environment, or what stands for it
     * @param simulators asked for or refused by the caller; by default on while no Kite address is given
     * @throws StackFailure when a given value is malformed or one that must be given is missing
     */
    public static Settings resolve(StateFolder state, Map<String, String> given, Optional<Boolean> simulators) {
        return new SettingsResolution(state, given, simulators).settle();
    }

    private Settings settle() {
        checkGivenSecrets();
        for (PortSetting port : PortSetting.values()) {
            values.put(port.name(), Integer.toString(settled(port)));
        }
        settleDatabases();
        settleRedis();
        fill(Setting.ARTEMIS_URL, "tcp://127.0.0.1:" + values.get("ARTEMIS_PORT"));
        fill(Setting.ARTEMIS_USER, "orra");
        keep(Secret.ARTEMIS_PASSWORD);
        keep(Secret.MASTER_ENCRYPTION_KEY);
        keep(Secret.PAYARA_ADMIN_PASSWORD);
        fill(Setting.PAYARA_JVM_OPTIONS, "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Xmx768m");
        fill(Setting.N8N_WEBHOOK_AUTH_HEADER, "X-Orra-Webhook-Auth");
        if (simulators) {
            new SimulatedWorld(port("SIMULATORS_PORT")).addresses().forEach(this::fill);
            OUTSIDE_SECRETS.forEach(this::keep);
        } else {
            settleRealWorld();
        }
        return new Settings(values, given, chosen, simulators);
    }

    private void checkGivenSecrets() {
        for (Secret secret : Secret.values()) {
            Optional.ofNullable(values.get(secret.name())).ifPresent(secret::check);
        }
    }

    private void settleDatabases() {
        boolean outside = values.containsKey(Setting.DATABASE_URL.name());
        String embedded = "jdbc:postgresql://127.0.0.1:" + values.get("POSTGRES_PORT");
        if (outside) {
            demand("DATABASE_URL", DATABASE_SECRETS.stream().map(Secret::name));
        }
        fill(Setting.DATABASE_URL, embedded + "/orra_app");
        fill(Setting.DATABASE_USER, "orra_user");
        fill(Setting.DATABASE_AGENT_USER, "orra_agent");
        fill(Setting.DATABASE_OWNER_USER, "orra_owner");
        DATABASE_SECRETS.forEach(this::keep);
        keep(Secret.POSTGRES_PASSWORD);
        if (values.containsKey(Setting.MARKET_DATABASE_URL.name())) {
            demand("MARKET_DATABASE_URL", Stream.of("MARKET_DATABASE_USER", "MARKET_DATABASE_PASSWORD"));
        } else {
            fill(Setting.MARKET_DATABASE_URL, embedded + "/orra_market");
            fill(Setting.MARKET_DATABASE_USER, "orra_agent");
            fill(Setting.MARKET_DATABASE_PASSWORD, values.get(Secret.DATABASE_AGENT_PASSWORD.name()));
        }
    }

    private void settleRedis() {
        if (!values.containsKey(Setting.REDIS_URL.name())) {
            keep(Secret.REDIS_PASSWORD);
            String password = values.get(Secret.REDIS_PASSWORD.name());
            fill(Setting.REDIS_URL, "redis://:" + password + "@127.0.0.1:" + values.get("REDIS_PORT") + "/0");
        }
    }

    private void settleRealWorld() {
        fill(Setting.KITE_API_URL, "https://api.kite.trade");
        fill(Setting.KITE_LOGIN_URL, "https://kite.zerodha.com/connect/login");
        fill(Setting.KITE_TICKER_URL, "wss://ws.kite.trade");
        fill(Setting.CLERK_API_BASE_URL, "https://api.clerk.com/v1");
        fill(Setting.MARKET_CALENDAR, "nse");
        demand("the real Kite", Stream.of("CLERK_JWKS_URL", "CLERK_ISSUER", "CLERK_WEBHOOK_SECRET"));
    }

    private int settled(PortSetting port) {
        int given = Optional.ofNullable(values.get(port.name()))
                .map(v -> number(port, v))
                .orElse(port.standard());
        if (given != 0) {
            return given;
        }
        chosen.add(port);
        return number(port, ports.get(port.name(), () -> Integer.toString(Ports.findFree(port.count()))));
    }

    private static int number(PortSetting port, String value) {
        try {
            int number = Integer.parseInt(value.strip());
            if (number >= 0 && number + port.count() - 1 <= 65535) {
                return number;
            }
        } catch (NumberFormatException notANumber) {
            // told below
        }
        throw new StackFailure(port + " is not a port", "Give a number from 1 to 65535, or 0 for a free one.");
    }

    private int port(String name) {
        return Integer.parseInt(values.get(name));
    }

    private void fill(Setting setting, String value) {
        values.putIfAbsent(setting.name(), value);
    }

    private void keep(Secret secret) {
        values.computeIfAbsent(secret.name(), name -> secrets.get(name, secret::generate));
    }

    private void demand(String because, Stream<String> names) {
        List<String> missing = names.filter(name -> !values.containsKey(name)).toList();
        if (!missing.isEmpty()) {
            throw new StackFailure(
                    String.join(", ", missing) + " must be set with " + because,
                    "Set it in .env or the environment; .env.example explains each.");
        }
    }
}
