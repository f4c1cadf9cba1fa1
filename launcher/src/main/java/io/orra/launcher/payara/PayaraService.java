package io.orra.launcher.payara;

import io.orra.launcher.Home;
import io.orra.launcher.ServiceName;
import io.orra.launcher.StackFailure;
import io.orra.launcher.StateFolder;
import io.orra.launcher.process.EmbeddedService;
import io.orra.launcher.process.Http;
import io.orra.launcher.process.Launch;
import io.orra.launcher.process.Ports;
import io.orra.launcher.process.Waiting;
import io.orra.launcher.settings.PortSetting;
import io.orra.launcher.settings.Settings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Payara Server with Orra's EAR. The settings reach the application as environment variables of the server. */
public final class PayaraService extends EmbeddedService {
    private static final Duration HEALTHY_WITHIN = Duration.ofSeconds(180);

    private final Home home;
    private final Path folder;
    private final Path runtime;
    private final Settings settings;
    private final Deployment deployment;
    private final int number;
    private ServerLog sinceBoot;

    /**
     * @param number of this server among those of the stack
     * @param state the folder of this server
     */
    public PayaraService(int number, Home home, StateFolder state, Path runtime, Settings settings) {
        super(ServiceName.PAYARA, state);
        this.number = number;
        this.home = home;
        this.folder = state.of(ServiceName.PAYARA);
        this.runtime = runtime;
        this.settings = settings;
        this.deployment = new Deployment(home.ear(settings.environment()), folder.resolve("deployed.sha256"));
        this.sinceBoot = ServerLog.fromNow(log());
    }

    public boolean deploymentCurrent() {
        return deployment.current();
    }

    @Override
    public void start() {
        boot();
        deploy();
        awaitHealth();
    }

    /** Starts the server and waits until it listens; an application that is deployed already may still be loading. */
    public void boot() {
        deployment.checkBuilt();
        if (!running()) {
            endStrays();
            checkPorts();
            sinceBoot = ServerLog.fromNow(log());
            process().start(prepare());
        }
        int admin = settings.port(PortSetting.ADMIN_PORT);
        boolean listens = Waiting.until(patience(), () -> !running() || Ports.answers("127.0.0.1", admin));
        if (!listens || !running()) {
            throw new StackFailure(
                    "Payara Server does not start: " + sinceBoot.reason().orElse("it gave no reason"),
                    "Its logs: " + log() + " and " + process().log());
        }
        domain().booted();
    }

    /** Deploys the EAR where it is new or changed. */
    public void deploy() {
        if (!deployment.current()) {
            // Else the start would load what is only half unpacked. Where the log does not tell it, it is tried all the
            // same.
            Waiting.until(patience(), () -> !running() || ServerLog.tellsOfBoot(log()));
            sinceBoot = ServerLog.fromNow(log());
            deployment.deploy(installation(), domain(), settings.port(PortSetting.ADMIN_PORT), sinceBoot);
            // Not before: the release that was deployed until now is not to be sent requests.
            drain().end();
        }
    }

    /** Waits until the application says that it is well. */
    public void awaitHealth() {
        boolean healthy = Waiting.until(
                HEALTHY_WITHIN, () -> healthy() || !running() || (!alive() && sinceBoot.tellsOfFailure()));
        if (!healthy || !healthy()) {
            String reason = sinceBoot.reason().or(this::unready).orElse("it gave no reason");
            throw new StackFailure("the application is not healthy: " + reason, "The server's log: " + log());
        }
    }

    @Override
    public String title() {
        return number == 1 ? super.title() : super.title() + " " + number;
    }

    /** Says that it is not ready, and ends when whoever sends requests has had the time to see it and all are answered. */
    public void retire() {
        Drain drain = drain();
        if (running() && drain.asked()) {
            drain.run(address());
        }
        stop();
    }

    @Override
    public void stop() {
        super.stop();
        endStrays();
    }

    /** Ends the browsers of a server that died by itself; with a live one they are its own business. */
    public void endStrays() {
        if (!running()) {
            new StrayBrowsers(folder).end();
        }
    }

    /** How long those who send requests may need to see that it is ready, or is not any more. */
    public Duration notice() {
        return drain().notice();
    }

    private Drain drain() {
        return Drain.of(settings);
    }

    @Override
    protected Launch prepare() {
        PayaraDomain domain = domain();
        domain.create();
        boolean current = deployment.current();
        if (current) {
            drain().end();
        } else {
            deployment.forget();
        }
        return new Launch(domain.serverCommand(!current), settings.applicationEnvironment(), folder);
    }

    private PayaraDomain domain() {
        return new PayaraDomain(folder, installation(), settings);
    }

    private PayaraInstallation installation() {
        return PayaraInstallation.unpacked(home, runtime);
    }

    @Override
    protected Duration patience() {
        return Duration.ofSeconds(120);
    }

    @Override
    protected Duration grace() {
        return Duration.ofSeconds(30);
    }

    @Override
    public boolean healthy() {
        return running()
                && alive()
                && Http.get(address() + "/health/ready").filter(Http.Answer::ok).isPresent();
    }

    private boolean alive() {
        return Http.get(address() + "/health")
                .filter(answer -> answer.ok() && answer.body().contains("\"ok\""))
                .isPresent();
    }

    private Optional<String> unready() {
        return Http.get(address() + "/health/ready")
                .map(answer -> "/health/ready answers " + answer.status() + " " + answer.body());
    }

    @Override
    public String address() {
        return "http://127.0.0.1:" + settings.port(PortSetting.API_PORT);
    }

    @Override
    public Map<String, Integer> ports() {
        Map<String, Integer> ports = new TreeMap<>();
        Stream.of(
                        PortSetting.API_PORT,
                        PortSetting.AUTH_AGENT_PORT,
                        PortSetting.TICKER_AGENT_PORT,
                        PortSetting.NOTIFICATION_AGENT_PORT,
                        PortSetting.ADMIN_PORT,
                        PortSetting.DATA_GRID_PORT)
                .forEach(port -> ports.put(port.name(), settings.port(port)));
        return ports;
    }

    /** The server's own log; what it prints before that is open goes to the state folder's logs. */
    @Override
    public Path log() {
        return folder.resolve("domains/orra/logs/server.log");
    }
}
