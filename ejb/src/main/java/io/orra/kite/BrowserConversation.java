package io.orra.kite;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import org.openqa.selenium.WebDriverException;

/** One attempt on the page: fills what the page shows, step by step, and reads why it doesn't go on. */
final class BrowserConversation {
    /** Each look costs page, driver and server some work, and several logins share the cores. */
    private static final Duration POLL = Duration.ofMillis(200);
    /** The page moves the focus and swaps its forms for a moment after the new one is visible. */
    private static final Duration SETTLE = Duration.ofMillis(400);
    /** A page that shows nothing known for so long is not going to. */
    private static final Duration PATIENCE = Duration.ofSeconds(25);

    private static final Duration SELF_SUBMIT = Duration.ofSeconds(2);

    private final LoginBrowser browser;
    private final RedirectInterceptor network;
    private final Sleeper sleeper;
    private final LoginProgress progress;

    BrowserConversation(LoginBrowser browser, RedirectInterceptor network, Sleeper sleeper, LoginProgress progress) {
        this.browser = browser;
        this.network = network;
        this.sleeper = sleeper;
        this.progress = progress;
    }

    RequestToken run(URI address, BrokerLogin login, Totp totp) throws LoginFailedException, InterruptedException {
        try {
            return steps(address, login, totp);
        } catch (LoginFailedException failed) {
            boolean worthALook = failed.reason().needsPerson() || failed.reason() == LoginFailureReason.TIMEOUT;
            if (worthALook) {
                browser.picture(login.userId()).ifPresent(failed::showing);
            }
            throw failed;
        }
    }

    private RequestToken steps(URI address, BrokerLogin login, Totp totp)
            throws LoginFailedException, InterruptedException {
        open(address);
        await(
                LoginRefusal.ENTRY,
                view -> view.user().isPresent() && view.password().isPresent());
        enterPassword(login);
        if (network.callback().isEmpty()) {
            if (browser.look().appCode()) {
                throw failure(
                        LoginFailureReason.INVALID_TOTP, "the account does not take TOTP codes as its second factor");
            }
            enterCode(login, totp);
            await(LoginRefusal.TWO_FACTOR, view -> network.callback().isPresent());
            progress.accepted();
        }
        return LoginRedirect.tokenIn(callback());
    }

    private void open(URI address) throws LoginFailedException {
        try {
            browser.open(address);
        } catch (WebDriverException refused) {
            throw failure(LoginFailureReason.BROKER_UNAVAILABLE, "the login page cannot be reached");
        }
    }

    private void enterPassword(BrokerLogin login) throws LoginFailedException, InterruptedException {
        sleeper.sleep(SETTLE);
        fill(PageView::user, login.userId());
        fill(PageView::password, login.password());
        PageView filled = browser.look();
        progress.credentialsSent();
        int before = network.posts();
        if (filled.submit().isPresent()) {
            browser.click(filled.submit().get());
        } else {
            browser.pressEnter();
        }
        await(
                LoginRefusal.PASSWORD,
                view -> view.code().isPresent() || network.callback().isPresent());
        progress.accepted();
        if (network.posts() == before) {
            throw failure(LoginFailureReason.BROKER_UNAVAILABLE, "the login page sent nothing");
        }
    }

    /**
     * The form sends itself with the sixth digit. Enter follows only if it did not, because a code sent twice would
     * count as a second wrong entry. All but the last digit can be taken back, so before it the code must be whole and
     * still good.
     */
    private void enterCode(BrokerLogin login, Totp totp) throws LoginFailedException, InterruptedException {
        sleeper.sleep(SETTLE);
        for (int attempt = 0; attempt < 3; attempt++) {
            Totp.Code code = totp.take(login.userId(), login.totpSeed());
            int last = code.digits().length() - 1;
            fill(PageView::code, code.digits().substring(0, last));
            if (totp.fresh(code)) {
                int before = network.posts();
                progress.credentialsSent();
                browser.type(code.digits().substring(last));
                if (!sentWithin(SELF_SUBMIT, before)) {
                    browser.pressEnter();
                }
                return;
            }
        }
        throw failure(LoginFailureReason.TIMEOUT, "the codes grew old while they were typed");
    }

    /**
     * Puts a text into a field and looks whether it arrived: the page may move between the look and the click, and then
     * the keys reach nothing. Nothing was sent yet, so it may be done again.
     */
    private void fill(Function<PageView, Optional<PageView.Field>> which, String text)
            throws LoginFailedException, InterruptedException {
        for (int attempt = 0; attempt < 4; attempt++) {
            if (attempt > 0) {
                sleeper.sleep(SETTLE);
            }
            browser.replace(which.apply(browser.look()).orElseThrow(this::unknownPage), text);
            int taken = which.apply(browser.look()).map(PageView.Field::length).orElse(0);
            if (taken == text.length()) {
                return;
            }
        }
        throw failure(LoginFailureReason.BROKER_UNAVAILABLE, "the login page does not take what is typed");
    }

    private URI callback() throws LoginFailedException {
        try {
            return URI.create(network.callback().orElseThrow());
        } catch (IllegalArgumentException notAnAddress) {
            throw failure(LoginFailureReason.APP_MISCONFIGURED, "the broker left its pages for no address");
        }
    }

    private boolean sentWithin(Duration limit, int before) throws InterruptedException {
        long end = System.nanoTime() + limit.toNanos();
        while (network.posts() == before && network.callback().isEmpty()) {
            if (System.nanoTime() > end) {
                return false;
            }
            sleeper.sleep(POLL);
        }
        return true;
    }

    /** Looks until the page is as wanted, says why it won't be, or shows nothing known for too long. */
    private void await(LoginRefusal step, Predicate<PageView> wanted)
            throws LoginFailedException, InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        PageView page = browser.look();
        while (!wanted.test(page)) {
            if (network.callback().isEmpty()) {
                stopIfRefused(step, page);
            }
            if (System.nanoTime() > end) {
                throw stuck(step, page);
            }
            sleeper.sleep(POLL);
            page = browser.look();
        }
        if (page.captcha()) {
            throw failure(LoginFailureReason.CAPTCHA, "the page shows a captcha");
        }
    }

    private void stopIfRefused(LoginRefusal step, PageView page) throws LoginFailedException {
        if (page.captcha()) {
            throw failure(LoginFailureReason.CAPTCHA, "the page shows a captcha");
        }
        if (page.consent()) {
            throw failure(LoginFailureReason.CONSENT_REQUIRED, "the page asks the owner to allow the app");
        }
        if (!page.error().isEmpty()) {
            throw failure(step.reason(network.formStatus(), page.error()), "the page shows an error");
        }
        if (step == LoginRefusal.TWO_FACTOR && network.formStatus() / 100 == 2) {
            // The code was taken: whatever does not work now is the finish.
            progress.accepted();
        }
        if (network.unreachable()) {
            throw failure(LoginFailureReason.BROKER_UNAVAILABLE, "the login page cannot be reached");
        }
        if (network.lastDocumentStatus() >= 500 || network.formStatus() >= 500 || network.formStatus() == 429) {
            throw failure(LoginFailureReason.BROKER_UNAVAILABLE, "the broker answers with a gateway's error");
        }
        if (network.lastDocumentStatus() >= 400) {
            // The code's answer is no document: a document refused then is the finish, after the code was taken.
            LoginRefusal at = step == LoginRefusal.TWO_FACTOR ? LoginRefusal.FINISH : step;
            throw failure(at.reason(network.lastDocumentStatus(), page.words()), "the broker refuses the page");
        }
    }

    private LoginFailedException stuck(LoginRefusal step, PageView page) {
        boolean strangerAfterLogin = step == LoginRefusal.TWO_FACTOR
                && page.code().isEmpty()
                && page.password().isEmpty();
        return strangerAfterLogin
                ? failure(LoginFailureReason.CONSENT_REQUIRED, "the broker shows a page before it lets the app in")
                : failure(LoginFailureReason.TIMEOUT, "the page does not go on");
    }

    private LoginFailedException unknownPage() {
        return failure(LoginFailureReason.BROKER_UNAVAILABLE, "the page is not the login page");
    }

    private LoginFailedException failure(LoginFailureReason reason, String message) {
        return progress.failure(reason, message);
    }
}
