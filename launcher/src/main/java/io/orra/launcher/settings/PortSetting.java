package io.orra.launcher.settings;

import java.util.Arrays;
import java.util.Optional;

/** The ports of the stack, all on 127.0.0.1. */
public enum PortSetting {
    API_PORT(8000, 1),
    AUTH_AGENT_PORT(8010, 1),
    TICKER_AGENT_PORT(8020, 1),
    NOTIFICATION_AGENT_PORT(8030, 1),
    ADMIN_PORT(4848, 1),
    DATA_GRID_PORT(4900, 1),
    ARTEMIS_PORT(61616, 1),
    POSTGRES_PORT(15432, 1),
    REDIS_PORT(16379, 1),
    /** Control, Kite REST, Kite web login, Kite ticker, Clerk, Stripe, n8n: seven in a row. */
    SIMULATORS_PORT(18100, 7);

    private final int standard;
    private final int count;

    PortSetting(int standard, int count) {
        this.standard = standard;
        this.count = count;
    }

    int standard() {
        return standard;
    }

    /** How many ports in a row, from this one on. */
    int count() {
        return count;
    }

    static Optional<PortSetting> named(String name) {
        return Arrays.stream(values()).filter(port -> port.name().equals(name)).findFirst();
    }
}
