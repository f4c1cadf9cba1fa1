package io.orra.kite;

import io.orra.settings.Time;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Makes the broker's clients from the settings. */
@ApplicationScoped
public class KiteWiring {

    private static final Duration CONNECT = Duration.ofSeconds(3);
    private static final Duration CALL = Duration.ofSeconds(10);
    private static final Duration INSTRUMENTS = Duration.ofMinutes(3);
    private static final Duration LOGIN = Duration.ofSeconds(75);

    @Resource
    private ManagedThreadFactory threads;

    @Inject
    @ConfigProperty(name = "KITE_API_URL", defaultValue = "https://api.kite.trade")
    private URI api;

    @Inject
    @ConfigProperty(name = "KITE_LOGIN_URL", defaultValue = "https://kite.zerodha.com/connect/login")
    private URI loginPage;

    /** One for all calls to the broker: no cookies, no redirects, so that nothing of one tenant reaches another. */
    @Produces
    @Singleton
    public HttpClient brokerHttp() {
        return HttpClient.newBuilder()
                .connectTimeout(CONNECT)
                .followRedirects(HttpClient.Redirect.NEVER)
                .version(HttpClient.Version.HTTP_1_1)
                .build();
    }

    @Produces
    @Singleton
    public KiteApi kiteApi(HttpClient http) {
        return new KiteApi(api, http, CALL);
    }

    @Produces
    @Singleton
    public InstrumentDump instrumentDump(HttpClient http) {
        return new InstrumentDump(api, http, INSTRUMENTS, threads);
    }

    @Produces
    @Singleton
    public LoginAddress loginAddress() {
        return new LoginAddress(loginPage);
    }

    @Produces
    @Singleton
    public BrokerClock brokerClock(HttpClient http) {
        return new BrokerClock(http, loginPage, Clock.system(Time.MARKET_ZONE), CALL);
    }

    @Produces
    @Singleton
    public Totp totp(UsedSteps used) {
        return new Totp(Clock.system(Time.MARKET_ZONE), Sleeper.REAL, used);
    }

    /** {@code AUTH_LOGIN_MODE}: {@code browser} (default) or {@code http}. */
    @Produces
    @Singleton
    public WebLogin webLogin(
            @ConfigProperty(name = "AUTH_LOGIN_MODE", defaultValue = "browser") String mode,
            HttpClient http,
            Totp totp,
            BrowserSettings browser,
            FieldSelectors selectors) {
        return switch (mode) {
            case "http" -> new HttpWebLogin(http, loginPage, totp, CALL, LOGIN);
            case "browser" -> new BrowserWebLogin(browser, loginPage, selectors, totp, Sleeper.REAL, threads);
            default -> throw new IllegalStateException("AUTH_LOGIN_MODE must be browser or http");
        };
    }

    void close(@Disposes WebLogin web) throws Exception {
        if (web instanceof AutoCloseable browsers) {
            browsers.close();
        }
    }

    @Produces
    @Singleton
    public BrowserSettings browserSettings(
            @ConfigProperty(name = "CHROME_BINARY", defaultValue = "/usr/bin/chromium") String chrome,
            @ConfigProperty(name = "CHROMEDRIVER", defaultValue = "/usr/bin/chromedriver") String driver,
            @ConfigProperty(name = "PLAYWRIGHT_HEADLESS", defaultValue = "true") boolean headless) {
        return new BrowserSettings(Path.of(chrome), Path.of(driver), headless, LOGIN);
    }

    @Produces
    @Singleton
    public FieldSelectors selectors(
            @ConfigProperty(name = "ZERODHA_USER_SELECTOR") Optional<String> user,
            @ConfigProperty(name = "ZERODHA_PASSWORD_SELECTOR") Optional<String> password,
            @ConfigProperty(name = "ZERODHA_TOTP_SELECTOR") Optional<String> code,
            @ConfigProperty(name = "ZERODHA_SUBMIT_SELECTOR") Optional<String> submit) {
        return FieldSelectors.configured(
                user.orElse(null), password.orElse(null), code.orElse(null), submit.orElse(null));
    }
}
