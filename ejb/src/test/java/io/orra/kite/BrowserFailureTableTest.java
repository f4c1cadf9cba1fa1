package io.orra.kite;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The same failures as the page shows them to a real Chromium. A page that hangs is BrowserWebLoginTest's. */
class BrowserFailureTableTest extends LoginFailures {

    private static BrowserWebLogin browser;

    @BeforeAll
    static void start() {
        browser = new BrowserWebLogin(
                new BrowserSettings(
                        Path.of("/usr/bin/chromium"), Path.of("/usr/bin/chromedriver"), true, Duration.ofSeconds(75)),
                broker.loginPage(),
                FieldSelectors.known(),
                totp(),
                Sleeper.REAL,
                work -> {
                    Thread thread = new Thread(work);
                    thread.setDaemon(true);
                    return thread;
                });
    }

    @AfterAll
    static void end() {
        browser.close();
    }

    @ParameterizedTest
    @CsvSource({
        "/connect/login, status 503, BROKER_UNAVAILABLE, false",
        "/connect/login, reset, BROKER_UNAVAILABLE, false",
        "/api/login, status 502, BROKER_UNAVAILABLE, true",
        "/api/login, status 429, BROKER_UNAVAILABLE, true",
        "/api/login, reset, BROKER_UNAVAILABLE, true",
        "/api/twofa, status 503, BROKER_UNAVAILABLE, true",
        "/api/twofa, reset, BROKER_UNAVAILABLE, true",
        "/connect/finish, status 502, BROKER_UNAVAILABLE, false"
    })
    void aBrokerThatDoesNotWork(String path, String fault, LoginFailureReason reason, boolean open) {
        brokerFails(path, fault, reason, open);
    }

    @Override
    WebLogin login() {
        return browser;
    }
}
