package io.orra.launcher.settings;

import io.orra.launcher.StateFolder;
import io.orra.launcher.process.Ports;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The settings of each server of a stack. The second has the first one's ports plus one, and so on; a setting with a
 * number behind its name, as {@code ORRA_ROLES_2}, is for that server alone.
 */
public final class InstanceSettings {
    private static final List<PortSetting> PORTS = List.of(
            PortSetting.API_PORT,
            PortSetting.AUTH_AGENT_PORT,
            PortSetting.TICKER_AGENT_PORT,
            PortSetting.NOTIFICATION_AGENT_PORT,
            PortSetting.ADMIN_PORT,
            PortSetting.DATA_GRID_PORT);
    private static final String LOOPBACK = "127.0.0.1:";
    private static final String SOME = "5";
    private static final String NONE = "0";

    private final StateFolder state;
    private final Settings first;
    private final KeptValues ports;

    public InstanceSettings(StateFolder state, Settings first) {
        this.state = state;
        this.first = first;
        this.ports = new KeptValues(state.ports(), SettingsResolution.KEPT_PORTS);
    }

    public Settings of(int number) {
        Map<String, String> own = new HashMap<>();
        String behind = "_" + number;
        first.environment().forEach((name, value) -> {
            if (name.endsWith(behind)) {
                own.put(name.substring(0, name.length() - behind.length()), value);
            }
        });
        PORTS.forEach(port -> own.put(port.name(), Integer.toString(port(port, number))));
        own.putIfAbsent(
                Setting.DRAIN_FILE.name(),
                state.ofInstance(number).path().resolve("draining").toString());
        own.putIfAbsent(
                Setting.DRAIN_SECONDS.name(),
                first.find(Setting.DRAIN_SECONDS.name())
                        .orElse(state.instances().size() > 1 ? SOME : NONE));
        own.putIfAbsent(
                Setting.DATA_GRID_MEMBERS.name(),
                first.find(Setting.DATA_GRID_MEMBERS.name()).orElseGet(this::members));
        return first.with(own);
    }

    private String members() {
        return state.instances().stream()
                .map(number -> LOOPBACK + port(PortSetting.DATA_GRID_PORT, number))
                .collect(Collectors.joining(","));
    }

    private int port(PortSetting port, int number) {
        if (number == 1) {
            return first.port(port);
        }
        String name = port.name() + "_" + number;
        return first.find(name)
                .map(Integer::parseInt)
                .orElseGet(() -> first.chosen(port)
                        ? Integer.parseInt(ports.get(name, () -> Integer.toString(Ports.findFree(1))))
                        : first.port(port) + number - 1);
    }
}
