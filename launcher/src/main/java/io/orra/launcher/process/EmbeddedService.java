package io.orra.launcher.process;

import io.orra.launcher.Service;
import io.orra.launcher.ServiceName;
import io.orra.launcher.StackFailure;
import io.orra.launcher.StateFolder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalLong;

/** A part that the stack runs as one process of its own. */
public abstract class EmbeddedService implements Service {
    private final ServiceName name;
    private final ManagedProcess process;

    protected EmbeddedService(ServiceName name, StateFolder state) {
        this.name = name;
        this.process = new ManagedProcess(state.pidFile(name), state.log(name));
    }

    /** What must be there before the process starts; run again at every start. */
    protected abstract Launch prepare();

    /** What must be done once it answers, before others may use it. */
    protected void settle() {}

    /** How long it may take until it answers. */
    protected abstract Duration patience();

    /** The signal that it takes for an orderly end. */
    protected String stopSignal() {
        return "TERM";
    }

    /** How long an orderly end may take before it is ended by force. */
    protected Duration grace() {
        return Duration.ofSeconds(10);
    }

    protected final ManagedProcess process() {
        return process;
    }

    @Override
    public final ServiceName name() {
        return name;
    }

    @Override
    public void start() {
        if (!running()) {
            checkPorts();
            process.start(prepare());
        }
        awaitAnswer();
        settle();
    }

    protected final void awaitAnswer() {
        boolean answered = Waiting.until(patience(), () -> !running() || healthy());
        if (!running()) {
            throw new StackFailure(title() + " ended while it started", "Its log says why: " + log());
        }
        if (!answered) {
            throw new StackFailure(
                    title() + " does not answer after " + patience().toSeconds() + " s",
                    "Its log may say why: " + log());
        }
    }

    /** Finds out before the start, so that the message names the port and who has it. */
    public final void checkPorts() {
        ports().forEach((setting, port) -> {
            if (!Ports.free(port)) {
                throw taken(setting, port);
            }
        });
    }

    private StackFailure taken(String setting, int port) {
        OptionalLong owner = Ports.owner(port);
        String who = owner.isPresent() ? " by process " + owner.getAsLong() + command(owner.getAsLong()) : "";
        return new StackFailure(
                "port " + port + " for " + title() + " is taken" + who,
                "End that process, or set " + setting + " to another port in .env.");
    }

    private static String command(long pid) {
        return ProcessHandle.of(pid)
                .flatMap(handle -> handle.info().command())
                .map(command -> " (" + Path.of(command).getFileName() + ")")
                .orElse("");
    }

    @Override
    public void stop() {
        process.stop(stopSignal(), grace());
    }

    @Override
    public void kill() {
        process.kill();
    }

    @Override
    public boolean running() {
        return process.running();
    }

    @Override
    public OptionalLong pid() {
        return process.identity().stream().mapToLong(ProcessIdentity::pid).findFirst();
    }

    @Override
    public Path log() {
        return process.log();
    }

    /** One port by its setting's name. */
    protected static Map<String, Integer> port(Enum<?> setting, int port) {
        return Map.of(setting.name(), port);
    }
}
