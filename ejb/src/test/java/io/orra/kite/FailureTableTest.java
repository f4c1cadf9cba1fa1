package io.orra.kite;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The failures by the page's own exchange. */
class FailureTableTest extends LoginFailures {

    @ParameterizedTest
    @CsvSource({
        "/connect/login, status 503, BROKER_UNAVAILABLE, false",
        "/connect/login, hang, TIMEOUT, false",
        "/connect/login, reset, BROKER_UNAVAILABLE, false",
        "/api/login, status 502, BROKER_UNAVAILABLE, true",
        "/api/login, status 429, BROKER_UNAVAILABLE, true",
        "/api/login, hang, TIMEOUT, true",
        "/api/login, reset, BROKER_UNAVAILABLE, true",
        "/api/twofa, status 503, BROKER_UNAVAILABLE, true",
        "/api/twofa, hang, TIMEOUT, true",
        "/connect/finish, hang, TIMEOUT, false",
        "/connect/finish, status 502, BROKER_UNAVAILABLE, false"
    })
    void aBrokerThatDoesNotWork(String path, String fault, LoginFailureReason reason, boolean open) {
        brokerFails(path, fault, reason, open);
    }

    @Override
    WebLogin login() {
        return byHttp();
    }
}
