package io.orra.kite;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.openqa.selenium.WebDriverException;
import org.openqa.selenium.bidi.module.Network;
import org.openqa.selenium.bidi.network.AddInterceptParameters;
import org.openqa.selenium.bidi.network.BaseParameters;
import org.openqa.selenium.bidi.network.BeforeRequestSent;
import org.openqa.selenium.bidi.network.InterceptPhase;
import org.openqa.selenium.chrome.ChromeDriver;

/**
 * Tells each tab of a browser what its own page asks of the network. There is one listener for all tabs, because
 * Selenium can take listeners away only from all at once.
 */
final class BrowserTraffic {
    private final Network network;
    private final Executor judges;
    private final Map<String, RedirectInterceptor> tabs = new ConcurrentHashMap<>();

    /** @param judges takes the events: whoever delivers them must not wait for the browser's answer to what they cause */
    BrowserTraffic(ChromeDriver driver, Executor judges) {
        this.network = new Network(driver);
        this.judges = judges;
        network.onBeforeRequestSent(event -> judges.execute(() -> judge(event)));
        network.onResponseStarted(event -> tell(event, tab -> tab.note(event)));
        network.onFetchError(event -> tell(event, tab -> tab.noteFailure(event)));
        network.addIntercept(new AddInterceptParameters(InterceptPhase.BEFORE_REQUEST_SENT));
    }

    RedirectInterceptor watch(String window, LoginRedirect redirect) {
        RedirectInterceptor tab = new RedirectInterceptor(network, redirect, window);
        tabs.put(window, tab);
        return tab;
    }

    void forget(String window) {
        tabs.remove(window);
    }

    private void tell(BaseParameters event, Consumer<RedirectInterceptor> what) {
        RedirectInterceptor tab = tabs.get(String.valueOf(event.getBrowsingContextId()));
        if (tab != null) {
            what.accept(tab);
        }
    }

    /** A frame inside a page is no tab, and the login page has none: what it asks for is not let out. */
    private void judge(BeforeRequestSent event) {
        RedirectInterceptor tab = tabs.get(String.valueOf(event.getBrowsingContextId()));
        if (tab != null) {
            tab.judge(event);
        } else if (event.isBlocked()) {
            try {
                network.failRequest(event.getRequest().getRequestId());
            } catch (WebDriverException gone) {
                return;
            }
        }
    }
}
