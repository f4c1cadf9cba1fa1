package io.orra.kite;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.openqa.selenium.WebDriverException;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.remote.http.ClientConfig;

/**
 * One browser with a profile of its own, and everything it leaves behind. Both the driver and the browser's debugging
 * port listen on loopback only. Killing takes the whole process tree, so that a hung browser can't outlive its attempt.
 */
final class BrowserProcess implements AutoCloseable {
    private static final Duration START_LIMIT = Duration.ofSeconds(20);
    private static final Duration QUIT_LIMIT = Duration.ofSeconds(3);
    private static final String PROFILE_PREFIX = "orra-browser-";

    private final BrowserSettings settings;
    private final Path profile;
    private final Executor quitter;
    private volatile ChromeDriverService service;
    private volatile ChromeDriver driver;
    private volatile Runnable whenEnded = () -> {};
    private volatile boolean killed;

    private BrowserProcess(BrowserSettings settings, Path profile, Executor quitter) {
        this.settings = settings;
        this.profile = profile;
        this.quitter = quitter;
    }

    /**
     * Prepares a browser without starting it, so that another thread can end it while it starts.
     *
     * @param quitter has a thread free when the browser is closed, so that a hung one can't hold the caller
     */
    static BrowserProcess prepare(BrowserSettings settings, Executor quitter) throws IOException {
        return new BrowserProcess(settings, Files.createTempDirectory(PROFILE_PREFIX), quitter);
    }

    /** What to do when the browser ends by itself; to be said before the start. Selenium would wait for it in vain. */
    void whenEnded(Runnable reaction) {
        whenEnded = reaction;
    }

    ChromeDriver start() throws IOException {
        String home = profile.toString();
        // The browser keeps even its crash reports, certificates and sockets inside the folder that is removed later.
        service = new ChromeDriverService.Builder()
                .usingDriverExecutable(settings.chromedriver().toFile())
                .usingAnyFreePort()
                .withTimeout(START_LIMIT)
                .withEnvironment(Map.of("HOME", home, "TMPDIR", home, "XDG_CONFIG_HOME", home, "XDG_CACHE_HOME", home))
                .build();
        service.start();
        if (killed) {
            kill();
            throw new WebDriverException("ended while starting");
        }
        ClientConfig limits =
                ClientConfig.defaultConfig().connectionTimeout(START_LIMIT).readTimeout(settings.attemptLimit());
        driver = new ChromeDriver(service, options(), limits);
        ProcessHandle.current()
                .descendants()
                .filter(this::mine)
                .forEach(process -> process.onExit().thenRun(whenEnded));
        return driver;
    }

    private ChromeOptions options() {
        ChromeOptions options = new ChromeOptions();
        options.setBinary(settings.chromeBinary().toFile());
        options.enableBiDi();
        options.addArguments(
                "--user-data-dir=" + profile.resolve("profile"),
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--disable-quic",
                "--disable-gpu",
                "--disable-breakpad",
                "--disable-dev-shm-usage",
                "--no-first-run",
                "--no-default-browser-check");
        if (settings.headless()) {
            options.addArguments("--headless=new");
        }
        if ("root".equals(System.getProperty("user.name"))) {
            // Chromium's sandbox refuses to run for root.
            options.addArguments("--no-sandbox");
        }
        return options;
    }

    /** Ends driver and browser at once, wherever they stand. Safe from any thread and more than once. */
    void kill() {
        killed = true;
        List<ProcessHandle> roots =
                ProcessHandle.current().descendants().filter(this::mine).toList();
        List<ProcessHandle> all = Stream.concat(roots.stream().flatMap(ProcessHandle::descendants), roots.stream())
                .distinct()
                .toList();
        all.forEach(ProcessHandle::destroyForcibly);
        all.forEach(process ->
                process.onExit().completeOnTimeout(process, 2, TimeUnit.SECONDS).join());
    }

    private boolean mine(ProcessHandle process) {
        String[] arguments = process.info().arguments().orElse(new String[0]);
        String port = service == null ? "" : "--port=" + service.getUrl().getPort();
        for (String argument : arguments) {
            if (argument.contains(profile.toString()) || argument.equals(port)) {
                return true;
            }
        }
        return false;
    }

    /**
     * Ends the browser in order when it still answers, because that also frees Selenium's connections, and kills what is
     * left. Safe while another thread still starts or drives the browser.
     */
    @Override
    public void close() {
        try {
            if (driver != null) {
                CompletableFuture.runAsync(driver::quit, quitter).get(QUIT_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
            } else if (service != null) {
                service.stop();
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException | WebDriverException hungOrGone) {
            killed = true;
        } finally {
            kill();
            removeProfile();
        }
    }

    /** A process that dies may still write for a moment, so a folder that filled again is emptied again. */
    private void removeProfile() {
        for (int round = 0; round < 5 && Files.exists(profile); round++) {
            try (Stream<Path> files = Files.walk(profile)) {
                files.sorted(Comparator.reverseOrder())
                        .forEach(file -> file.toFile().delete());
            } catch (IOException | UncheckedIOException changedMeanwhile) {
                continue;
            }
        }
    }
}
