package io.orra.kite;

import java.net.URI;
import java.time.Duration;
import java.util.function.Predicate;
import org.openqa.selenium.JavascriptException;
import org.openqa.selenium.Keys;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;

/** One attempt on the page: fills what the page shows, step by step, and reads why it doesn't go on. */
final class BrowserConversation {
    private static final Duration POLL = Duration.ofMillis(100);
    private static final Duration KEY_PAUSE = Duration.ofMillis(45);
    /** The page moves the focus and swaps its forms for a moment after the new one is visible. */
    private static final Duration SETTLE = Duration.ofMillis(400);
    /** A page that shows nothing known for so long is not going to. */
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private static final Duration SELF_SUBMIT = Duration.ofSeconds(2);

    private final ChromeDriver browser;
    private final RedirectInterceptor network;
    private final FieldSelectors selectors;
    private final Sleeper sleeper;
    private boolean credentialsSent;

    BrowserConversation(ChromeDriver browser, RedirectInterceptor network, FieldSelectors selectors, Sleeper sleeper) {
        this.browser = browser;
        this.network = network;
        this.selectors = selectors;
        this.sleeper = sleeper;
    }

    boolean credentialsSent() {
        return credentialsSent;
    }

    void open(URI address) throws LoginFailedException, InterruptedException {
        browser.get(address.toString());
        PageView page = await(LoginRefusal.ENTRY, view -> view.password().isPresent());
        if (page.user().isEmpty()) {
            throw failure(LoginFailureReason.BROKER_UNAVAILABLE, "the login page has no field for the user");
        }
    }

    void enterPassword(BrokerLogin login) throws LoginFailedException, InterruptedException {
        sleeper.sleep(SETTLE);
        PageView page = look();
        WebElement user = page.user().orElseThrow(this::unknownPage);
        WebElement password = page.password().orElseThrow(this::unknownPage);
        type(user, login.userId());
        type(password, login.password());
        int before = network.posts();
        credentialsSent = true;
        if (page.submit().isPresent()) {
            page.submit().get().click();
        } else {
            password.sendKeys(Keys.ENTER);
        }
        await(
                LoginRefusal.PASSWORD,
                view -> view.code().isPresent() || network.callback().isPresent());
        if (network.posts() == before) {
            throw failure(LoginFailureReason.BROKER_UNAVAILABLE, "the login page sent nothing");
        }
    }

    /**
     * The form sends itself with the sixth digit. Enter follows only if it did not, because a code sent twice would
     * count as a second wrong entry.
     */
    void enterCode(String code) throws LoginFailedException, InterruptedException {
        int before = network.posts();
        typeCode(code);
        if (!sentWithin(SELF_SUBMIT, before)) {
            look().code().ifPresent(field -> field.sendKeys(Keys.ENTER));
        }
    }

    URI callback() throws LoginFailedException, InterruptedException {
        await(LoginRefusal.TWO_FACTOR, view -> network.callback().isPresent());
        try {
            return URI.create(network.callback().orElseThrow());
        } catch (IllegalArgumentException notAnAddress) {
            throw failure(LoginFailureReason.APP_MISCONFIGURED, "the broker left its pages for no address");
        }
    }

    /** Waits for the field of the code to hold still, then types; all but the last digit can be taken back. */
    private void typeCode(String code) throws LoginFailedException, InterruptedException {
        String allButLast = code.substring(0, code.length() - 1);
        for (int attempt = 0; attempt < 3; attempt++) {
            sleeper.sleep(SETTLE);
            WebElement field = look().code().orElseThrow(this::unknownPage);
            try {
                field.clear();
                type(field, allButLast);
                if (allButLast.equals(field.getDomProperty("value"))) {
                    field.sendKeys(code.substring(code.length() - 1));
                    return;
                }
            } catch (StaleElementReferenceException swapped) {
                continue;
            }
        }
        throw failure(LoginFailureReason.BROKER_UNAVAILABLE, "the login page does not take the code");
    }

    private void type(WebElement field, String text) throws InterruptedException {
        for (int at = 0; at < text.length(); at = text.offsetByCodePoints(at, 1)) {
            field.sendKeys(text.substring(at, text.offsetByCodePoints(at, 1)));
            sleeper.sleep(KEY_PAUSE);
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
    private PageView await(LoginRefusal step, Predicate<PageView> wanted)
            throws LoginFailedException, InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        PageView page = look();
        while (!wanted.test(page)) {
            stopIfRefused(step, page);
            if (System.nanoTime() > end) {
                throw stuck(step, page);
            }
            sleeper.sleep(POLL);
            page = look();
        }
        return page;
    }

    private void stopIfRefused(LoginRefusal step, PageView page) throws LoginFailedException {
        if (page.captcha()) {
            throw failure(LoginFailureReason.CAPTCHA, "the page shows a captcha");
        }
        if (page.consent()) {
            throw failure(LoginFailureReason.CONSENT_REQUIRED, "the page asks the owner to allow the app");
        }
        if (!page.error().isEmpty()) {
            throw failure(step.reason(0, page.error()), "the page shows an error");
        }
        if (step == LoginRefusal.ENTRY && page.words().contains("\"error_type\"")) {
            throw failure(step.reason(0, page.words()), "the broker shows an error instead of its page");
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

    private PageView look() {
        try {
            return PageView.of(browser, selectors);
        } catch (StaleElementReferenceException | JavascriptException swapped) {
            return PageView.of(browser, selectors);
        }
    }

    private LoginFailedException unknownPage() {
        return failure(LoginFailureReason.BROKER_UNAVAILABLE, "the page is not the login page");
    }

    private LoginFailedException failure(LoginFailureReason reason, String message) {
        return LoginFailedException.of(reason, credentialsSent, message);
    }
}
