package io.orra.launcher.artemis;

import io.orra.launcher.ServiceName;
import io.orra.launcher.StateFolder;
import io.orra.launcher.process.EmbeddedService;
import io.orra.launcher.process.Jvm;
import io.orra.launcher.process.Launch;
import io.orra.launcher.process.Ports;
import io.orra.launcher.settings.PortSetting;
import io.orra.launcher.settings.Secret;
import io.orra.launcher.settings.Setting;
import io.orra.launcher.settings.Settings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** The embedded Artemis broker, a JVM of its own with a journal under the state folder. */
public final class ArtemisService extends EmbeddedService {
    private final Path folder;
    private final Settings settings;
    private final int port;

    public ArtemisService(StateFolder state, Settings settings) {
        super(ServiceName.ARTEMIS, state);
        this.folder = state.of(ServiceName.ARTEMIS);
        this.settings = settings;
        this.port = settings.port(PortSetting.ARTEMIS_PORT);
    }

    @Override
    protected Launch prepare() {
        List<String> options = List.of("-Xmx256m", "-Dorra.artemis.port=" + port, "-Dorra.artemis.data=" + data());
        Map<String, String> environment = Map.of(
                "ARTEMIS_USER", settings.get(Setting.ARTEMIS_USER),
                "ARTEMIS_PASSWORD", settings.get(Secret.ARTEMIS_PASSWORD));
        return new Jvm(ArtemisMain.class.getName(), options).launch(environment, folder);
    }

    /** Journal, bindings, pages and large messages. */
    public Path data() {
        return folder.resolve("data");
    }

    @Override
    protected Duration patience() {
        return Duration.ofSeconds(60);
    }

    /** The acceptor opens last, so a port that answers is a broker that works. */
    @Override
    public boolean healthy() {
        return running() && Ports.answers("127.0.0.1", port);
    }

    @Override
    public String address() {
        return "127.0.0.1:" + port;
    }

    @Override
    public Map<String, Integer> ports() {
        return port(PortSetting.ARTEMIS_PORT, port);
    }
}
