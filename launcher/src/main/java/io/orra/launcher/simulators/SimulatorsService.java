package io.orra.launcher.simulators;

import io.orra.launcher.ServiceName;
import io.orra.launcher.StackFailure;
import io.orra.launcher.StateFolder;
import io.orra.launcher.process.EmbeddedService;
import io.orra.launcher.process.Jvm;
import io.orra.launcher.process.Launch;
import io.orra.launcher.process.Ports;
import io.orra.launcher.settings.PortSetting;
import io.orra.launcher.settings.Settings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The simulated Kite, Clerk, Stripe and n8n in one JVM of their own. */
public final class SimulatorsService extends EmbeddedService {
    private static final String MAIN_CLASS = "io.orra.simulators.SimulatorsMain";
    private static final List<Integer> LISTENING = List.of(0, 1, 2, 3, 4, 5, 6);

    private final Path folder;
    private final int port;

    public SimulatorsService(StateFolder state, Settings settings) {
        super(ServiceName.SIMULATORS, state);
        this.folder = state.of(ServiceName.SIMULATORS);
        this.port = settings.port(PortSetting.SIMULATORS_PORT);
    }

    @Override
    protected Launch prepare() {
        if (SimulatorsService.class.getResource("/" + MAIN_CLASS.replace('.', '/') + ".class") == null) {
            throw new StackFailure(
                    "the simulators are not on the class path", "Build them, or run ./orra up --no-simulators.");
        }
        Map<String, String> environment = Map.of(PortSetting.SIMULATORS_PORT.name(), Integer.toString(port));
        return new Jvm(MAIN_CLASS, List.of("-Xmx384m")).launch(environment, folder);
    }

    @Override
    protected Duration patience() {
        return Duration.ofSeconds(60);
    }

    @Override
    public boolean healthy() {
        return running() && LISTENING.stream().allMatch(offset -> Ports.answers("127.0.0.1", port + offset));
    }

    @Override
    public String address() {
        return "http://127.0.0.1:" + port;
    }

    @Override
    public Map<String, Integer> ports() {
        Map<String, Integer> ports = new TreeMap<>();
        LISTENING.forEach(offset -> ports.put(
                PortSetting.SIMULATORS_PORT + (offset == 0 ? "" : " (which is " + offset + " less)"), port + offset));
        return ports;
    }
}
