package io.orra.launcher.postgresql;

import io.orra.launcher.ServiceName;
import io.orra.launcher.StateFolder;
import io.orra.launcher.process.EmbeddedService;
import io.orra.launcher.process.Launch;
import io.orra.launcher.settings.PortSetting;
import io.orra.launcher.settings.Secret;
import io.orra.launcher.settings.Settings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/** The embedded PostgreSQL 15. */
public final class PostgresqlService extends EmbeddedService {
    private final Path folder;
    private final Path runtime;
    private final Settings settings;
    private final int port;
    private final Provisioning provisioning;

    public PostgresqlService(StateFolder state, Path runtime, Settings settings) {
        super(ServiceName.POSTGRESQL, state);
        this.folder = state.of(ServiceName.POSTGRESQL);
        this.runtime = runtime;
        this.settings = settings;
        this.port = settings.port(PortSetting.POSTGRES_PORT);
        this.provisioning = new Provisioning(port, settings);
    }

    @Override
    protected Launch prepare() {
        PostgresqlBinaries binaries = PostgresqlBinaries.unpacked(runtime);
        PostgresqlCluster cluster = new PostgresqlCluster(data(), binaries, ServerAccount.find());
        cluster.initialise(settings.get(Secret.POSTGRES_PASSWORD));
        return new Launch(cluster.server(port), Map.of("LC_ALL", "C"), folder);
    }

    @Override
    protected void settle() {
        provisioning.run();
    }

    public Path data() {
        return folder.resolve("data");
    }

    /** Gives a copy of the data to the account that runs the server. */
    public void own(Path copy) {
        ServerAccount.find().own(copy);
    }

    /** INT: end now in order, without waiting for clients to leave. */
    @Override
    protected String stopSignal() {
        return "INT";
    }

    @Override
    protected Duration grace() {
        return Duration.ofSeconds(20);
    }

    @Override
    protected Duration patience() {
        return Duration.ofSeconds(60);
    }

    @Override
    public boolean healthy() {
        return running() && provisioning.answers();
    }

    @Override
    public String address() {
        return "127.0.0.1:" + port;
    }

    @Override
    public Map<String, Integer> ports() {
        return port(PortSetting.POSTGRES_PORT, port);
    }
}
