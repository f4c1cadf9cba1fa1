package io.orra.kite;

import java.io.IOException;
import java.net.ConnectException;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** One attempt's requests: they share a cookie jar and a deadline, and remember whether credentials went out. */
final class LoginConversation {
    private final BrokerHttp http;
    private final URI page;
    private final Duration perRequest;
    private final long deadlineNanos;
    private final CookieManager cookies = new CookieManager();
    private final LoginProgress progress = new LoginProgress();

    LoginConversation(BrokerHttp http, URI page, Duration perRequest, Duration whole) {
        this.http = http;
        this.page = page;
        this.perRequest = perRequest;
        this.deadlineNanos = System.nanoTime() + whole.toNanos();
    }

    BrokerAnswer get(URI address) throws LoginFailedException {
        return send(address, HttpRequest.newBuilder(address).GET(), () -> {});
    }

    /** Sends a form with a credential in it; until it is {@link #accepted} the broker may have counted the attempt. */
    BrokerAnswer submit(String path, Map<String, String> form) throws LoginFailedException {
        URI address = page.resolve(path);
        boolean sentBefore = progress.anySent();
        progress.credentialsSent();
        return send(
                address,
                HttpRequest.newBuilder(address)
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString(FormEncoding.of(form))),
                () -> progress.notSent(sentBefore));
    }

    /** The broker took what was submitted last. */
    void accepted() {
        progress.accepted();
    }

    LoginFailedException failure(LoginFailureReason reason, String message) {
        return progress.failure(reason, message);
    }

    private BrokerAnswer send(URI address, HttpRequest.Builder request, Runnable neverLeft)
            throws LoginFailedException {
        Duration left = Duration.ofNanos(deadlineNanos - System.nanoTime());
        Duration limit = left.compareTo(perRequest) < 0 ? left : perRequest;
        if (limit.toMillis() <= 0) {
            neverLeft.run();
            throw failure(LoginFailureReason.TIMEOUT, "the login took too long");
        }
        try {
            request.header("X-Kite-Version", "3").header("Accept", "application/json, text/html");
            cookies.get(address, Map.of()).getOrDefault("Cookie", List.of()).stream()
                    .reduce((first, second) -> first + "; " + second)
                    .ifPresent(jar -> request.header("Cookie", jar));
            BrokerAnswer answer = http.send(request.timeout(limit).build(), limit);
            cookies.put(address, answer.headers().map());
            return answer;
        } catch (HttpConnectTimeoutException | ConnectException noConnection) {
            neverLeft.run();
            throw failure(LoginFailureReason.BROKER_UNAVAILABLE, "the broker's login page cannot be reached");
        } catch (HttpTimeoutException late) {
            throw failure(LoginFailureReason.TIMEOUT, "the broker's login page did not answer in time");
        } catch (IOException unreachable) {
            throw failure(LoginFailureReason.BROKER_UNAVAILABLE, "the broker's login page cannot be reached");
        }
    }
}
