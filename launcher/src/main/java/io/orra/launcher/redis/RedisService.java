package io.orra.launcher.redis;

import io.orra.launcher.ServiceName;
import io.orra.launcher.StateFolder;
import io.orra.launcher.process.EmbeddedService;
import io.orra.launcher.process.Launch;
import io.orra.launcher.settings.PortSetting;
import io.orra.launcher.settings.Secret;
import io.orra.launcher.settings.Setting;
import io.orra.launcher.settings.Settings;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** The embedded Redis 7, on loopback, with a password and an append-only file. */
public final class RedisService extends EmbeddedService {
    private final Path folder;
    private final Path runtime;
    private final Settings settings;
    private final int port;

    public RedisService(StateFolder state, Path runtime, Settings settings) {
        super(ServiceName.REDIS, state);
        this.folder = state.of(ServiceName.REDIS);
        this.runtime = runtime;
        this.settings = settings;
        this.port = settings.port(PortSetting.REDIS_PORT);
    }

    @Override
    protected Launch prepare() {
        Path configuration = folder.resolve("redis.conf");
        // In a file and not on the command line, where every user of the machine could read the password.
        StateFolder.writePrivately(configuration, """
                bind 127.0.0.1
                port %d
                protected-mode yes
                requirepass %s
                dir "%s"
                save ""
                appendonly yes
                appendfsync everysec
                daemonize no
                """.formatted(port, settings.get(Secret.REDIS_PASSWORD), folder));
        List<String> command = List.of(RedisProgram.find(runtime).toString(), configuration.toString());
        return new Launch(command, Map.of(), folder);
    }

    @Override
    protected Duration patience() {
        return Duration.ofSeconds(30);
    }

    @Override
    public boolean healthy() {
        return running() && new RedisProbe(URI.create(settings.get(Setting.REDIS_URL))).answers();
    }

    @Override
    public String address() {
        return "127.0.0.1:" + port;
    }

    @Override
    public Map<String, Integer> ports() {
        return port(PortSetting.REDIS_PORT, port);
    }
}
