package io.orra.launcher;

import io.orra.launcher.artemis.ArtemisService;
import io.orra.launcher.payara.PayaraService;
import io.orra.launcher.postgresql.PostgresqlService;
import io.orra.launcher.process.EmbeddedService;
import io.orra.launcher.process.ManagedProcess;
import io.orra.launcher.redis.RedisService;
import io.orra.launcher.settings.InstanceSettings;
import io.orra.launcher.settings.PortSetting;
import io.orra.launcher.settings.Setting;
import io.orra.launcher.settings.Settings;
import io.orra.launcher.settings.SettingsResolution;
import io.orra.launcher.simulators.DemoTenant;
import io.orra.launcher.simulators.SimulatorControl;
import io.orra.launcher.simulators.SimulatorsService;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The whole of Orra on one machine, under one state folder. Opening it starts nothing; two that are opened on one
 * folder see the same processes.
 */
public final class Stack {
    private static final int POSTGRESQL_PORT = 5432;
    private static final int REDIS_PORT = 6379;
    private static final int ARTEMIS_PORT = 61616;

    private final Home home;
    private final StateFolder state;
    private final Path runtime;
    private final Settings settings;
    private final Map<ServiceName, Service> services = new EnumMap<>(ServiceName.class);
    /** All servers; the first is among the services. */
    private final List<PayaraService> servers;

    private boolean locked;

    private Stack(Home home, StateFolder state, Path runtime, Settings settings) {
        this.home = home;
        this.state = state;
        this.runtime = runtime;
        this.settings = settings;
        services.put(ServiceName.POSTGRESQL, postgresql());
        services.put(ServiceName.REDIS, redis());
        services.put(ServiceName.ARTEMIS, artemis());
        if (settings.simulators()) {
            services.put(ServiceName.SIMULATORS, new SimulatorsService(state, settings));
        }
        InstanceSettings instances = new InstanceSettings(state, settings);
        servers = state.instances().stream()
                .map(number -> new PayaraService(number, home, state.ofInstance(number), runtime, instances.of(number)))
                .toList();
        services.put(ServiceName.PAYARA, servers.get(0));
    }

    /**
     * Opens the stack with simulators unless a Kite address is among the settings.
     *
     * @param state the folder of its data, secrets and logs
     * @param settings what stands for the environment; a port of 0 means a free one, chosen once and kept
     * @throws StackFailure when a setting is malformed or missing
     */
    public static Stack open(Path state, Map<String, String> settings) {
        return open(Home.find(), new StateFolder(state), settings, Optional.empty());
    }

    /**
     * @param simulators asked for or refused; empty: on while no Kite address is set
     */
    public static Stack open(Home home, StateFolder state, Map<String, String> settings, Optional<Boolean> simulators) {
        Settings settled = SettingsResolution.resolve(state, settings, simulators);
        return new Stack(home, state, home.runtime(settings), settled);
    }

    /** Starts what does not run, deploys what has changed, and waits until all is healthy. */
    public void up(Progress progress) {
        exclusively(() -> {
            refuseHalfARestore();
            new StackStart(this, progress).run();
        });
    }

    /**
     * Runs the work while no other start, end, backup or restore goes on in this state folder; the work itself may call
     * all of these.
     *
     * @throws StackFailure when one is going on
     */
    public synchronized void exclusively(Runnable work) {
        if (locked) {
            work.run();
            return;
        }
        try (StateLock lock = StateLock.take(state)) {
            locked = true;
            work.run();
        } finally {
            locked = false;
        }
    }

    private void refuseHalfARestore() {
        if (Files.exists(state.restoreUnfinished())) {
            throw new StackFailure(
                    "a restore did not come to its end", "Run ./orra restore again with the same or another backup.");
        }
    }

    /**
     * Ends all parts in order.
     *
     * @return those that ran
     * @throws StackFailure when a start is going on
     */
    public List<ServiceName> down(Progress progress) {
        return down(progress, Set.of());
    }

    /** Ends all parts in order but those that are to be kept. */
    public List<ServiceName> down(Progress progress, Set<ServiceName> kept) {
        List<ServiceName> stopped = new ArrayList<>();
        exclusively(() -> stopped.addAll(end(progress, kept)));
        return stopped;
    }

    /** Ends the servers, if they run, and starts all that does not run. */
    public void restart(Progress progress) {
        exclusively(() -> {
            servers.forEach(server -> stop(server, progress));
            up(progress);
        });
    }

    /**
     * Makes this a stack of so many servers, to be seen when it is opened anew; those that are too many are ended.
     *
     * @throws StackFailure for a number that can't be
     */
    public void keepInstances(int count, Progress progress) {
        if (count < 1 || count > 9) {
            throw new StackFailure(count + " instances cannot be had", "Give a number from 1 to 9.");
        }
        exclusively(() -> {
            servers.stream().skip(count).filter(Service::running).forEach(server -> stop(server, progress));
            state.keepInstances(count);
        });
    }

    /** Restarts one server after the other, so that of several there is always one that is ready. */
    public void roll(Progress progress) {
        exclusively(() -> new RollingRestart(servers, progress).run());
    }

    private static void stop(Service service, Progress progress) {
        Steps.run(progress, "Stop " + service.title(), () -> {
            service.stop();
            return "";
        });
    }

    /**
     * Ends all parts in order, also those that a start in this JVM is still starting; nothing can be started by this
     * JVM afterwards.
     */
    public void abandon(Progress progress) {
        abandon(progress, Set.of());
    }

    /** As {@link #abandon(Progress)}, but for parts that ran before and are to be kept. */
    public void abandon(Progress progress, Set<ServiceName> kept) {
        ManagedProcess.closeGate();
        end(progress, kept);
    }

    private List<ServiceName> end(Progress progress, Set<ServiceName> kept) {
        List<ServiceName> stopped = new ArrayList<>();
        List<Service> backwards = new ArrayList<>(services());
        if (!settings.simulators()) {
            // An earlier start may have had them.
            backwards.add(new SimulatorsService(state, settings));
        }
        Collections.reverse(backwards);
        for (Service service : backwards) {
            if (service.embedded() && service.running() && !kept.contains(service.name())) {
                stop(service, progress);
                stopped.add(service.name());
            }
        }
        servers.forEach(PayaraService::endStrays);
        return stopped;
    }

    /**
     * @throws IllegalArgumentException when the stack has no such part
     */
    public Service service(ServiceName name) {
        return Optional.ofNullable(services.get(name))
                .orElseThrow(() -> new IllegalArgumentException(name.title() + " is not part of this stack"));
    }

    /** All parts, in the order in which they start. */
    public List<Service> services() {
        List<Service> all = new ArrayList<>(services.values());
        all.addAll(servers.subList(1, servers.size()));
        return all;
    }

    /** The servers with the application, one or more. */
    public List<PayaraService> servers() {
        return servers;
    }

    public Settings settings() {
        return settings;
    }

    /** Simulated Clerk's tokens and everything else that the simulators can be told. */
    public SimulatorControl simulators() {
        return new SimulatorControl(service(ServiceName.SIMULATORS).address());
    }

    public DemoTenant demoTenant() {
        return new DemoTenant(
                settings,
                simulators(),
                payara().address(),
                servers.stream()
                        .map(server -> server.ports().get(PortSetting.TICKER_AGENT_PORT.name()))
                        .toList());
    }

    /** The file that keeps the generated secrets, readable by its owner only. */
    public Path secretsFile() {
        return state.secrets();
    }

    public StateFolder state() {
        return state;
    }

    PayaraService payara() {
        return (PayaraService) service(ServiceName.PAYARA);
    }

    /** Databases, Redis and broker: what the application needs. */
    List<Service> backing() {
        List<Service> backing = new ArrayList<>(services());
        backing.removeIf(service -> service.name() == ServiceName.PAYARA);
        outsideMarketDatabase().ifPresent(backing::add);
        return backing;
    }

    private Service postgresql() {
        if (settings.given(Setting.DATABASE_URL) && settings.given(Setting.MARKET_DATABASE_URL)) {
            return outside(ServiceName.POSTGRESQL, Setting.DATABASE_URL, POSTGRESQL_PORT);
        }
        return new PostgresqlService(state, runtime, settings);
    }

    private Optional<Service> outsideMarketDatabase() {
        return settings.given(Setting.MARKET_DATABASE_URL)
                ? Optional.of(outside(ServiceName.POSTGRESQL, Setting.MARKET_DATABASE_URL, POSTGRESQL_PORT))
                : settings.given(Setting.DATABASE_URL)
                        ? Optional.of(outside(ServiceName.POSTGRESQL, Setting.DATABASE_URL, POSTGRESQL_PORT))
                        : Optional.empty();
    }

    private Service redis() {
        return settings.given(Setting.REDIS_URL)
                ? outside(ServiceName.REDIS, Setting.REDIS_URL, REDIS_PORT)
                : new RedisService(state, runtime, settings);
    }

    private Service artemis() {
        return settings.given(Setting.ARTEMIS_URL)
                ? outside(ServiceName.ARTEMIS, Setting.ARTEMIS_URL, ARTEMIS_PORT)
                : new ArtemisService(state, settings);
    }

    private Service outside(ServiceName name, Setting setting, int standardPort) {
        return OutsideService.at(name, setting.name(), settings.get(setting), standardPort);
    }

    /** Finds taken ports before anything is started. */
    void checkPorts() {
        for (Service service : services()) {
            if (service instanceof EmbeddedService embedded && !embedded.running()) {
                embedded.checkPorts();
            }
        }
    }

    @Override
    public String toString() {
        return "Stack[" + state.path() + " of " + home.path() + "]";
    }
}
