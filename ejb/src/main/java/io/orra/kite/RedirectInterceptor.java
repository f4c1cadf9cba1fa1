package io.orra.kite;

import java.net.URI;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.openqa.selenium.WebDriverException;
import org.openqa.selenium.bidi.module.Network;
import org.openqa.selenium.bidi.network.BaseParameters;
import org.openqa.selenium.bidi.network.BeforeRequestSent;
import org.openqa.selenium.bidi.network.ContinueRequestParameters;
import org.openqa.selenium.bidi.network.FetchError;
import org.openqa.selenium.bidi.network.ResponseDetails;

/**
 * Stands between one tab and the network. The navigation that leaves the broker's origin is taken down before it is
 * sent: were the registered address called with the request token, whoever listens there could use it first.
 */
final class RedirectInterceptor {
    private final Network network;
    private final LoginRedirect redirect;
    private final String window;
    private final AtomicReference<String> callback = new AtomicReference<>();
    private final AtomicInteger posts = new AtomicInteger();
    private volatile int lastDocumentStatus;
    private volatile int formStatus;
    private volatile boolean unreachable;

    /** @param window the tab's browsing context, whose events are told here and no others */
    RedirectInterceptor(Network network, LoginRedirect redirect, String window) {
        this.network = network;
        this.redirect = redirect;
        this.window = window;
    }

    /** The address that the broker sent the browser to, once it did. */
    Optional<String> callback() {
        return Optional.ofNullable(callback.get());
    }

    /** How many forms the page has sent so far. */
    int posts() {
        return posts.get();
    }

    /** HTTP status of the newest document in the window, 0 before the first. */
    int lastDocumentStatus() {
        return lastDocumentStatus;
    }

    /** HTTP status of the answer to the newest form, 0 before it came. */
    int formStatus() {
        return formStatus;
    }

    /** Whether the broker's document could not be loaded at all, or a form not be sent. */
    boolean unreachable() {
        return unreachable;
    }

    void judge(BeforeRequestSent event) {
        String id = event.getRequest().getRequestId();
        String address = event.getRequest().getUrl();
        try {
            if (isCallback(event, address)) {
                callback.compareAndSet(null, address);
                network.failRequest(id);
                return;
            }
            if (isForm(event)) {
                formStatus = 0;
                posts.incrementAndGet();
            }
            if (event.isBlocked()) {
                network.continueRequest(new ContinueRequestParameters(id));
            }
        } catch (WebDriverException | IllegalStateException requestOrBrowserGone) {
            // The page dropped the request, or the browser ended; the attempt notices by itself.
            return;
        }
    }

    void note(ResponseDetails event) {
        if (isDocument(event)) {
            lastDocumentStatus = event.getResponseData().getStatus();
            unreachable = false;
        } else if (isForm(event)) {
            formStatus = event.getResponseData().getStatus();
        }
    }

    void noteFailure(FetchError event) {
        if ((isDocument(event) || isForm(event)) && callback.get() == null) {
            unreachable = true;
        }
    }

    private static boolean isForm(BaseParameters event) {
        return "POST".equals(event.getRequest().getMethod());
    }

    private boolean isDocument(BaseParameters event) {
        return event.getNavigationId() != null && window.equals(event.getBrowsingContextId());
    }

    private boolean isCallback(BeforeRequestSent event, String address) {
        try {
            URI target = URI.create(address);
            return redirect.leavesBroker(target)
                    && (isDocument(event) || FormEncoding.queryOf(target).containsKey("request_token"));
        } catch (IllegalArgumentException notAnAddress) {
            return isDocument(event);
        }
    }
}
