package io.orra.authagent;

import java.net.Authenticator;
import java.net.CookieHandler;
import java.net.ProxySelector;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.PushPromiseHandler;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;

/** A real client to the simulated broker, with whatever can happen before and after each request. */
final class FatefulHttp extends HttpClient {

    private final HttpClient real;
    private final Fate fate;
    private final Runnable meanwhile;
    private final Consumer<String> badEntry;

    /**
     * @param meanwhile what others do between two requests
     * @param badEntry told the path when the broker refuses a password or code, whatever the caller gets to see of it
     */
    FatefulHttp(HttpClient real, Fate fate, Runnable meanwhile, Consumer<String> badEntry) {
        this.real = real;
        this.fate = fate;
        this.meanwhile = meanwhile;
        this.badEntry = badEntry;
    }

    @Override
    public <T> CompletableFuture<HttpResponse<T>> sendAsync(HttpRequest request, BodyHandler<T> body) {
        Fate.Hop hop = fate.hop();
        if (hop == Fate.Hop.DIES_BEFORE) {
            throw new Crash();
        }
        if (hop == Fate.Hop.NO_CONNECTION) {
            return CompletableFuture.failedFuture(Fate.failure(hop));
        }
        HttpResponse<T> answer = real.sendAsync(request, body).join();
        String path = request.uri().getPath();
        if (answer.statusCode() == 403 && path.matches("/api/(login|twofa)")) {
            badEntry.accept(path);
        }
        meanwhile.run();
        return switch (hop) {
            case DIES_AFTER -> throw new Crash();
            case ANSWER_LOST, ANSWER_LATE -> CompletableFuture.failedFuture(Fate.failure(hop));
            default -> CompletableFuture.completedFuture(answer);
        };
    }

    @Override
    public <T> HttpResponse<T> send(HttpRequest request, BodyHandler<T> body) {
        return sendAsync(request, body).join();
    }

    @Override
    public <T> CompletableFuture<HttpResponse<T>> sendAsync(
            HttpRequest request, BodyHandler<T> body, PushPromiseHandler<T> pushes) {
        return sendAsync(request, body);
    }

    @Override
    public Optional<CookieHandler> cookieHandler() {
        return real.cookieHandler();
    }

    @Override
    public Optional<Duration> connectTimeout() {
        return real.connectTimeout();
    }

    @Override
    public Redirect followRedirects() {
        return real.followRedirects();
    }

    @Override
    public Optional<ProxySelector> proxy() {
        return real.proxy();
    }

    @Override
    public SSLContext sslContext() {
        return real.sslContext();
    }

    @Override
    public SSLParameters sslParameters() {
        return real.sslParameters();
    }

    @Override
    public Optional<Authenticator> authenticator() {
        return real.authenticator();
    }

    @Override
    public Version version() {
        return real.version();
    }

    @Override
    public Optional<Executor> executor() {
        return real.executor();
    }
}
