package io.orra.kite;

import java.io.IOException;
import java.net.URI;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.openqa.selenium.WebDriverException;
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
    private final ScheduledExecutorService watch;

    /**
     * @param loginPage entry page; a navigation that leaves its origin is taken for the redirect to the app
     * @param watch kills the browser when the attempt's time is over; one thread serves many attempts
     */
    public BrowserWebLogin(
            BrowserSettings settings,
            URI loginPage,
            FieldSelectors selectors,
            Totp totp,
            Sleeper sleeper,
            ScheduledExecutorService watch) {
        this.settings = settings;
        this.page = LoginPage.complete(loginPage);
        this.redirect = new LoginRedirect(page);
        this.selectors = selectors;
        this.totp = totp;
        this.sleeper = sleeper;
        this.watch = watch;
    }

    @Override
    public RequestToken obtain(BrokerLogin login) throws LoginFailedException {
        login.requireComplete();
        totp.check(login.totpSeed());
        try (BrowserProcess process = BrowserProcess.prepare(settings)) {
            ScheduledFuture<?> end =
                    watch.schedule(process::kill, settings.attemptLimit().toMillis(), TimeUnit.MILLISECONDS);
            try {
                return converse(process, login);
            } finally {
                end.cancel(false);
            }
        } catch (IOException notStarted) {
            throw noBrowser();
        }
    }

    private RequestToken converse(BrowserProcess process, BrokerLogin login) throws LoginFailedException, IOException {
        ChromeDriver browser = start(process);
        BrowserConversation talk = null;
        try (RedirectInterceptor network = RedirectInterceptor.between(browser, redirect)) {
            talk = new BrowserConversation(browser, network, selectors, sleeper);
            talk.open(LoginPage.of(page, login.apiKey()));
            talk.enterPassword(login);
            if (network.callback().isEmpty()) {
                talk.enterCode(totp.next(login.totpSeed()));
            }
            return LoginRedirect.tokenIn(talk.callback());
        } catch (WebDriverException broken) {
            boolean sent = talk != null && talk.credentialsSent();
            throw process.killed()
                    ? LoginFailedException.of(LoginFailureReason.TIMEOUT, sent, "the login took too long")
                    : LoginFailedException.of(
                            LoginFailureReason.BROKER_UNAVAILABLE, sent, "the browser could not go on");
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw LoginFailedException.of(
                    LoginFailureReason.TIMEOUT, talk != null && talk.credentialsSent(), "the login was stopped");
        }
    }

    private static ChromeDriver start(BrowserProcess process) throws LoginFailedException, IOException {
        try {
            return process.start();
        } catch (WebDriverException | IllegalStateException failed) {
            throw process.killed()
                    ? LoginFailedException.before(LoginFailureReason.TIMEOUT, "the browser did not start in time")
                    : noBrowser();
        }
    }

    private static LoginFailedException noBrowser() {
        return LoginFailedException.before(
                LoginFailureReason.BROKER_UNAVAILABLE,
                "the browser cannot be started; CHROME_BINARY and CHROMEDRIVER must name Chromium and its driver");
    }
}
