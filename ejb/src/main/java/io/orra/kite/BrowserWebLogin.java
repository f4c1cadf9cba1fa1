package io.orra.kite;

import java.io.IOException;
import java.net.URI;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.openqa.selenium.chrome.ChromeDriver;

/**
 * Logs in on the broker's own page in a real headless browser, one fresh browser per attempt. The browser is not
 * disguised; a captcha ends the attempt.
 */
public final class BrowserWebLogin implements WebLogin {
    private final BrowserSettings settings;
    private final URI page;
    private final LoginRedirect redirect;
    private final FieldSelectors selectors;
    private final Totp totp;
    private final Sleeper sleeper;
    private final ThreadFactory threads;

    /**
     * @param loginPage entry page; a navigation that leaves its origin is taken for the redirect to the app
     * @param threads gives each attempt up to three threads: to drive the page, to judge its requests, to end the browser.
     *     Not a pool: attempts that fill it would wait for their own events
     */
    public BrowserWebLogin(
            BrowserSettings settings,
            URI loginPage,
            FieldSelectors selectors,
            Totp totp,
            Sleeper sleeper,
            ThreadFactory threads) {
        this.settings = settings;
        this.page = LoginPage.complete(loginPage);
        this.redirect = new LoginRedirect(page);
        this.selectors = selectors;
        this.totp = totp;
        this.sleeper = sleeper;
        this.threads = threads;
    }

    @Override
    public RequestToken obtain(BrokerLogin login) throws LoginFailedException {
        login.requireComplete();
        LoginProgress progress = new LoginProgress();
        ExecutorService own = Executors.newFixedThreadPool(3, threads);
        try (BrowserProcess process = BrowserProcess.prepare(settings, own)) {
            FutureTask<RequestToken> attempt = new FutureTask<>(() -> converse(process, login, progress, own));
            process.whenEnded(() -> attempt.cancel(true));
            own.execute(attempt);
            return withinLimit(process, attempt);
        } catch (TimeoutException late) {
            throw progress.failure(LoginFailureReason.TIMEOUT, "the login took too long");
        } catch (CancellationException ended) {
            throw progress.failure(LoginFailureReason.BROKER_UNAVAILABLE, "the browser ended by itself");
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw progress.failure(LoginFailureReason.TIMEOUT, "the login was stopped");
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof LoginFailedException known) {
                throw known;
            }
            // Selenium's texts name addresses and page contents, so they end here.
            throw progress.failure(LoginFailureReason.BROKER_UNAVAILABLE, "the browser could not go on");
        } catch (IOException noTemporaryFolder) {
            throw noBrowser(progress);
        } finally {
            own.shutdownNow();
        }
    }

    private RequestToken withinLimit(BrowserProcess process, Future<RequestToken> attempt)
            throws TimeoutException, InterruptedException, ExecutionException {
        try {
            return attempt.get(settings.attemptLimit().toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | InterruptedException over) {
            attempt.cancel(true);
            process.kill();
            throw over;
        }
    }

    private RequestToken converse(
            BrowserProcess process, BrokerLogin login, LoginProgress progress, ExecutorService judge)
            throws LoginFailedException, InterruptedException {
        ChromeDriver driver = start(process, progress);
        RedirectInterceptor network = RedirectInterceptor.between(driver, redirect, judge);
        LoginBrowser browser = new LoginBrowser(driver, selectors);
        return new BrowserConversation(browser, network, sleeper, progress)
                .run(LoginPage.of(page, login.apiKey()), login, totp);
    }

    private static ChromeDriver start(BrowserProcess process, LoginProgress progress) throws LoginFailedException {
        try {
            return process.start();
        } catch (RuntimeException | IOException failed) {
            throw noBrowser(progress);
        }
    }

    private static LoginFailedException noBrowser(LoginProgress progress) {
        return progress.failure(
                LoginFailureReason.BROKER_UNAVAILABLE,
                "the browser cannot be started; CHROME_BINARY and CHROMEDRIVER must name Chromium and its driver");
    }
}
