package io.orra.benchmarks;

import io.orra.launcher.Home;
import io.orra.launcher.settings.PortSetting;
import java.util.HashMap;
import java.util.Map;

/** The settings of an Orra that a benchmark starts for itself: on free ports, with this folder's services, nobody limited. */
public final class OwnOrra {

    private OwnOrra() {}

    public static Map<String, String> settings(Map<String, String> changes) {
        Map<String, String> settings = freePorts();
        settings.put(
                "ORRA_RUNTIME_DIR", Home.find().path().resolve(".orra/runtime").toString());
        for (String whose : new String[] {"CALLER", "TENANT", "ADDRESS"}) {
            settings.put("RATE_LIMIT_" + whose + "_PER_MINUTE", "0");
        }
        settings.putAll(changes);
        return settings;
    }

    public static Map<String, String> freePorts() {
        Map<String, String> ports = new HashMap<>();
        for (PortSetting port : PortSetting.values()) {
            ports.put(port.name(), "0");
        }
        return ports;
    }
}
