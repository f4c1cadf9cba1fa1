package io.orra.kite;

import java.io.IOException;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.openqa.selenium.WebDriverException;
import org.openqa.selenium.bidi.module.Browser;
import org.openqa.selenium.chrome.ChromeDriver;

/** One browser in which several logins go on, each in a {@link BrowserTab} of its own. */
final class SharedBrowser {
    private static final long ALIVE_SECONDS = 3;

    private record Running(ChromeDriver driver, BrowserTraffic traffic) {}

    private final BrowserProcess process;
    private final Executor threads;
    private final AtomicBoolean begun = new AtomicBoolean();
    private final CompletableFuture<Running> running = new CompletableFuture<>();
    private final Set<Future<?>> logins = ConcurrentHashMap.newKeySet();
    private volatile boolean ended;

    /** Prepares a browser; the first who wants a tab starts it. */
    SharedBrowser(BrowserSettings settings, Executor threads) throws IOException {
        this.process = BrowserProcess.prepare(settings, threads);
        this.threads = threads;
        process.whenEnded(this::over);
    }

    /** When the browser ends by itself, so does this login: Selenium would wait for it in vain. */
    void join(Future<?> login) {
        logins.add(login);
        if (ended) {
            login.cancel(true);
        }
    }

    void leave(Future<?> login) {
        logins.remove(login);
    }

    boolean ended() {
        return ended;
    }

    /**
     * @throws IOException when the browser cannot be started
     * @throws WebDriverException when it does not go on
     */
    BrowserTab open(LoginRedirect redirect, FieldSelectors selectors) throws IOException, InterruptedException {
        Running now = begun.compareAndSet(false, true) ? start() : started();
        return new BrowserTab(now.driver(), now.traffic(), redirect, selectors);
    }

    private Running start() throws IOException {
        try {
            ChromeDriver driver = process.start();
            Running now = new Running(driver, new BrowserTraffic(driver, threads));
            running.complete(now);
            return now;
        } catch (IOException | RuntimeException notStarted) {
            ended = true;
            running.completeExceptionally(notStarted);
            throw notStarted instanceof IOException io ? io : new IOException(notStarted);
        }
    }

    private Running started() throws IOException, InterruptedException {
        try {
            return running.get();
        } catch (ExecutionException notStarted) {
            throw new IOException(notStarted.getCause());
        }
    }

    /** Asks for a sign of life; one that gives none is ended, and with it all that goes on in it. */
    void killUnlessAlive() {
        try {
            CompletableFuture.runAsync(() -> new Browser(running.join().driver()).getUserContexts(), threads)
                    .get(ALIVE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            kill();
        } catch (ExecutionException | TimeoutException hung) {
            kill();
        }
    }

    private void kill() {
        over();
        process.close();
    }

    private void over() {
        ended = true;
        logins.forEach(login -> login.cancel(true));
    }

    /** Ends the browser in order. */
    void close() {
        ended = true;
        process.close();
    }
}
