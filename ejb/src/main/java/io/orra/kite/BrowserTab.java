package io.orra.kite;

import org.openqa.selenium.WebDriverException;
import org.openqa.selenium.WindowType;
import org.openqa.selenium.bidi.browsingcontext.BrowsingContext;
import org.openqa.selenium.bidi.browsingcontext.CreateContextParameters;
import org.openqa.selenium.bidi.module.Browser;
import org.openqa.selenium.chrome.ChromeDriver;

/** A window with cookies and storage of its own, which nothing of another login reaches, and which end with it. */
final class BrowserTab implements AutoCloseable {
    private final Browser browser;
    private final BrowserTraffic traffic;
    private final String userContext;
    private final String window;
    private final LoginBrowser page;
    private final RedirectInterceptor network;

    BrowserTab(ChromeDriver driver, BrowserTraffic traffic, LoginRedirect redirect, FieldSelectors selectors) {
        this.browser = new Browser(driver);
        this.traffic = traffic;
        this.userContext = browser.createUserContext();
        this.window = new BrowsingContext(
                        driver, new CreateContextParameters(WindowType.WINDOW).userContext(userContext))
                .getId();
        this.network = traffic.watch(window, redirect);
        this.page = new LoginBrowser(driver, window, selectors);
    }

    LoginBrowser page() {
        return page;
    }

    RedirectInterceptor network() {
        return network;
    }

    @Override
    public void close() {
        try {
            browser.removeUserContext(userContext);
        } catch (WebDriverException browserGone) {
            return;
        } finally {
            traffic.forget(window);
        }
    }
}
