package io.orra.kite;

import java.net.URI;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.openqa.selenium.WebDriverException;
import org.openqa.selenium.bidi.module.Network;
import org.openqa.selenium.bidi.network.AddInterceptParameters;
import org.openqa.selenium.bidi.network.BeforeRequestSent;
import org.openqa.selenium.bidi.network.ContinueRequestParameters;
import org.openqa.selenium.bidi.network.InterceptPhase;
import org.openqa.selenium.chrome.ChromeDriver;

/**
 * Stands between the browser and the network. The navigation that leaves the broker's origin is taken down before it is
 * sent: were the registered address called with the request token, whoever listens there could use it first.
 */
final class RedirectInterceptor implements AutoCloseable {
    private final Network network;
    private final LoginRedirect redirect;
    private final String window;
    private final CompletableFuture<String> callback = new CompletableFuture<>();
    private final AtomicInteger posts = new AtomicInteger();

    private RedirectInterceptor(ChromeDriver driver, LoginRedirect redirect) {
        this.network = new Network(driver);
        this.redirect = redirect;
        this.window = driver.getWindowHandle();
    }

    static RedirectInterceptor between(ChromeDriver driver, LoginRedirect redirect) {
        RedirectInterceptor interceptor = new RedirectInterceptor(driver, redirect);
        interceptor.network.onBeforeRequestSent(interceptor::judge);
        interceptor.network.addIntercept(new AddInterceptParameters(InterceptPhase.BEFORE_REQUEST_SENT));
        return interceptor;
    }

    /** The address that the broker sent the browser to, once it did. */
    Optional<String> callback() {
        return Optional.ofNullable(callback.getNow(null));
    }

    /** How many forms the page has sent so far. */
    int posts() {
        return posts.get();
    }

    private void judge(BeforeRequestSent event) {
        String id = event.getRequest().getRequestId();
        String address = event.getRequest().getUrl();
        try {
            if (isCallback(event, address)) {
                callback.complete(address);
                network.failRequest(id);
                return;
            }
            if ("POST".equals(event.getRequest().getMethod())) {
                posts.incrementAndGet();
            }
            if (event.isBlocked()) {
                network.continueRequest(new ContinueRequestParameters(id));
            }
        } catch (WebDriverException requestOrBrowserGone) {
            // The page dropped the request, or the browser ended; the attempt notices by itself.
            return;
        }
    }

    private boolean isCallback(BeforeRequestSent event, String address) {
        boolean navigation = event.getNavigationId() != null && window.equals(event.getBrowsingContextId());
        try {
            URI target = URI.create(address);
            return redirect.leavesBroker(target)
                    && (navigation || FormEncoding.queryOf(target).containsKey("request_token"));
        } catch (IllegalArgumentException notAnAddress) {
            return navigation;
        }
    }

    @Override
    public void close() {
        try {
            network.close();
        } catch (WebDriverException browserGone) {
            return;
        }
    }
}
