package io.orra.simulators;

import java.util.Map;

/** The port of each listener, all on 127.0.0.1; 0 is an ephemeral one. */
public record SimulatorPorts(int control, int kiteRest, int kiteWeb, int kiteTicker, int clerk, int stripe, int n8n) {
    private static final int DEFAULT_CONTROL = 18100;
    private static final int HIGHEST = 65_535;

    public SimulatorPorts {
        for (int port : new int[] {control, kiteRest, kiteWeb, kiteTicker, clerk, stripe, n8n}) {
            if (port < 0 || port > HIGHEST) {
                throw new IllegalArgumentException("port " + port + " is not between 0 and " + HIGHEST);
            }
        }
    }

    public static SimulatorPorts ephemeral() {
        return new SimulatorPorts(0, 0, 0, 0, 0, 0, 0);
    }

    public static SimulatorPorts defaults() {
        return read(new String[0], Map.of());
    }

    /**
     * Arguments win over the environment: {@code --control-port=18100} or {@code SIMULATORS_PORT}, then
     * {@code --kite-rest-port} or {@code SIMULATORS_KITE_REST_PORT}, and so on. A port that is not given follows the
     * control port in the order of the default plan.
     *
     * @throws IllegalArgumentException with a text for the operator
     */
    static SimulatorPorts read(String[] arguments, Map<String, String> environment) {
        Map<String, String> given = PortArguments.parse(arguments);
        int control = port(given, environment, "control", "SIMULATORS_PORT", DEFAULT_CONTROL);
        int base = control == 0 ? Integer.MIN_VALUE : control;
        return new SimulatorPorts(
                control,
                port(given, environment, "kite-rest", "SIMULATORS_KITE_REST_PORT", Math.max(0, base + 1)),
                port(given, environment, "kite-web", "SIMULATORS_KITE_WEB_PORT", Math.max(0, base + 2)),
                port(given, environment, "kite-ticker", "SIMULATORS_KITE_TICKER_PORT", Math.max(0, base + 3)),
                port(given, environment, "clerk", "SIMULATORS_CLERK_PORT", Math.max(0, base + 4)),
                port(given, environment, "stripe", "SIMULATORS_STRIPE_PORT", Math.max(0, base + 5)),
                port(given, environment, "n8n", "SIMULATORS_N8N_PORT", Math.max(0, base + 6)));
    }

    private static int port(
            Map<String, String> given, Map<String, String> environment, String name, String variable, int fallback) {
        String text = given.getOrDefault(name, environment.getOrDefault(variable, ""));
        if (text.isBlank()) {
            return fallback;
        }
        try {
            return Integer.parseInt(text.strip());
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("the port of " + name + " must be a number, not '" + text + "'", e);
        }
    }
}
