package io.orra.kite;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.openqa.selenium.WebDriverException;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.chromium.ChromiumDriverLogLevel;
import org.openqa.selenium.remote.http.ClientConfig;

/**
 * One browser with a profile of its own, and everything it leaves behind. Both the driver and the browser's debugging
 * port listen on loopback only. Killing takes the whole process tree, so that a hung browser can't outlive its attempt.
 */
final class BrowserProcess implements AutoCloseable {
    private static final Duration START_LIMIT = Duration.ofSeconds(20);
    private static final Duration QUIT_LIMIT = Duration.ofSeconds(3);
    /** Selenium misses a CDP for this Chromium; we speak BiDi. Held, because loggers that nobody holds are collected. */
    private static final Logger CDP = Logger.getLogger("org.openqa.selenium.devtools.CdpVersionFinder");

    static {
        CDP.setLevel(Level.SEVERE);
    }

    private final BrowserSettings settings;
    private final Path profile;
    private final Executor quitter;
    private volatile ChromeDriverService service;
    private volatile ChromeDriver driver;
    private volatile Runnable whenEnded = () -> {};
    private volatile boolean killed;
    /** A server that stops in the middle of a login leaves no browser behind. */
    private final Thread hook = new Thread(this::vanish, "browser-end");

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
        BrowserProfiles profiles = BrowserProfiles.inTemporaryFolder();
        profiles.clearLeftovers();
        return new BrowserProcess(settings, profiles.create(), quitter);
    }

    /** What to do when the browser ends by itself; to be said before the start. Selenium would wait for it in vain. */
    void whenEnded(Runnable reaction) {
        whenEnded = reaction;
    }

    ChromeDriver start() throws IOException {
        String home = profile.toString();
        // The browser keeps even its crash reports, certificates and sockets inside the folder that is removed later.
        service = new SparseDriverService(
                        settings.chromedriver(),
                        Map.of("HOME", home, "TMPDIR", home, "XDG_CONFIG_HOME", home, "XDG_CACHE_HOME", home))
                .usingAnyFreePort()
                .withTimeout(START_LIMIT)
                // Names the profile, so that the driver is found by it too; writes nothing, because keys are secrets.
                .withLogFile(profile.resolve("chromedriver.log").toFile())
                .withLogLevel(ChromiumDriverLogLevel.OFF)
                .build();
        Runtime.getRuntime().addShutdownHook(hook);
        service.start();
        if (killed) {
            kill();
            throw new WebDriverException("ended while starting");
        }
        ClientConfig limits =
                ClientConfig.defaultConfig().connectionTimeout(START_LIMIT).readTimeout(settings.attemptLimit());
        driver = new ChromeDriver(service, options(), limits);
        BrowserProfiles.usersOf(profile).stream()
                .filter(this::isBrowserItself)
                .forEach(process -> process.onExit().thenRun(whenEnded));
        return driver;
    }

    /** Its helpers come and go; they name their type. */
    private boolean isBrowserItself(ProcessHandle process) {
        List<String> arguments = List.of(process.info().arguments().orElse(new String[0]));
        return arguments.contains(profileArgument())
                && arguments.stream().noneMatch(argument -> argument.startsWith("--type="));
    }

    private String profileArgument() {
        return "--user-data-dir=" + profile.resolve("profile");
    }

    private ChromeOptions options() {
        ChromeOptions options = new ChromeOptions();
        options.setBinary(settings.chromeBinary().toFile());
        options.enableBiDi();
        options.addArguments(
                profileArgument(),
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--disable-extensions",
                "--disable-component-extensions-with-background-pages",
                "--disable-default-apps",
                "--disable-features=Translate,MediaRouter,OptimizationHints,AutofillServerCommunication,CertificateTransparencyComponentUpdater,InterestFeedContentSuggestions,BackForwardCache,SpareRendererForSitePerProcess,PaintHolding,HttpsUpgrades,NetworkTimeServiceQuerying",
                "--disable-quic",
                "--disable-gpu",
                "--disable-breakpad",
                "--disable-dev-shm-usage",
                // Several pages are at work at once, though only one can be in front.
                "--disable-background-timer-throttling",
                "--disable-backgrounding-occluded-windows",
                "--disable-renderer-backgrounding",
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
        BrowserProfiles.kill(BrowserProfiles.usersOf(profile));
    }

    private void vanish() {
        kill();
        BrowserProfiles.remove(profile);
    }

    private void forgetHook() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException shuttingDown) {
            return;
        }
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
            vanish();
            forgetHook();
        }
    }
}
