package io.orra.kite;

import java.io.IOException;
import java.net.URI;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Logs in on the broker's own page in a real headless browser, each attempt in a window with cookies of its own. The
 * browser is not disguised; a captcha ends the attempt.
 */
public final class BrowserWebLogin implements WebLogin, AutoCloseable {
    private final BrowserSettings settings;
    private final URI page;
    private final LoginRedirect redirect;
    private final FieldSelectors selectors;
    private final Totp totp;
    private final Sleeper sleeper;
    private final Executor threads;
    private final BrowserPool browsers;

    /**
     * @param loginPage entry page; a navigation that leaves its origin is taken for the redirect to the app
     * @param threads drive pages, judge their requests and end browsers. Not a pool: attempts that fill it would wait for
     *     their own events
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
        this.threads = work -> threads.newThread(work).start();
        this.browsers = new BrowserPool(settings, this.threads, sleeper);
    }

    @Override
    public RequestToken obtain(BrokerLogin login) throws LoginFailedException {
        login.requireComplete();
        LoginProgress progress = new LoginProgress();
        SharedBrowser browser = browser(progress);
        FutureTask<RequestToken> attempt = new FutureTask<>(() -> converse(browser, login, progress));
        try {
            browser.join(attempt);
            threads.execute(attempt);
            return withinLimit(browser, attempt);
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
        } finally {
            browser.leave(attempt);
            browsers.release(browser);
        }
    }

    private SharedBrowser browser(LoginProgress progress) throws LoginFailedException {
        try {
            return browsers.take();
        } catch (IOException noTemporaryFolder) {
            throw noBrowser(progress);
        }
    }

    private RequestToken withinLimit(SharedBrowser browser, FutureTask<RequestToken> attempt)
            throws TimeoutException, InterruptedException, ExecutionException {
        try {
            return attempt.get(settings.attemptLimit().toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | InterruptedException over) {
            attempt.cancel(true);
            browser.killUnlessAlive();
            throw over;
        }
    }

    private RequestToken converse(SharedBrowser browser, BrokerLogin login, LoginProgress progress)
            throws LoginFailedException, InterruptedException {
        try (BrowserTab tab = browser.open(redirect, selectors)) {
            return new BrowserConversation(tab.page(), tab.network(), sleeper, progress)
                    .run(LoginPage.of(page, login.apiKey()), login, totp);
        } catch (IOException notStarted) {
            throw noBrowser(progress);
        }
    }

    private static LoginFailedException noBrowser(LoginProgress progress) {
        return progress.failure(
                LoginFailureReason.BROKER_UNAVAILABLE,
                "the browser cannot be started; CHROME_BINARY and CHROMEDRIVER must name Chromium and its driver");
    }

    /** Ends all browsers. */
    @Override
    public void close() {
        browsers.close();
    }
}
