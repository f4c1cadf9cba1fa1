package io.orra.kite;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpTimeoutException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/**
 * Compares this host's clock with the broker's, by the Date that each of its answers carries. A host whose clock is off
 * would send codes that are wrong, and count its attempts in the wrong day.
 */
public final class BrokerClock {
    /** A code is sent with three seconds left at least. */
    static final Duration MOST = Duration.ofSeconds(2);

    private final BrokerHttp http;
    private final URI page;
    private final Clock clock;
    private final Duration limit;

    public BrokerClock(HttpClient client, URI loginPage, Clock clock, Duration limit) {
        this.http = new BrokerHttp(client);
        this.page = LoginPage.complete(loginPage);
        this.clock = clock;
        this.limit = limit;
    }

    /**
     * The time, on which both agree; a broker that tells no time is no reason to doubt the host's.
     *
     * @return empty when they differ by more than two seconds
     * @throws LoginFailedException when the broker does not answer
     */
    public Optional<Instant> agreed() throws LoginFailedException {
        Instant before = clock.instant();
        Optional<Instant> told = ask();
        Instant after = clock.instant();
        return told.map(date -> agree(date, before, after)).orElse(true) ? Optional.of(after) : Optional.empty();
    }

    /** The header is cut to whole seconds. */
    private static boolean agree(Instant date, Instant before, Instant after) {
        return !date.isAfter(after.plus(MOST)) && !date.plusSeconds(1).isBefore(before.minus(MOST));
    }

    private Optional<Instant> ask() throws LoginFailedException {
        try {
            BrokerAnswer answer =
                    http.send(HttpRequest.newBuilder(page).GET().timeout(limit).build(), limit);
            return answer.headers().firstValue("Date").flatMap(BrokerClock::parsed);
        } catch (HttpTimeoutException late) {
            throw LoginFailedException.before(LoginFailureReason.TIMEOUT, "the broker's login page does not answer");
        } catch (IOException away) {
            throw LoginFailedException.before(
                    LoginFailureReason.BROKER_UNAVAILABLE, "the broker's login page cannot be reached");
        }
    }

    private static Optional<Instant> parsed(String date) {
        try {
            return Optional.of(ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant());
        } catch (DateTimeParseException notADate) {
            return Optional.empty();
        }
    }
}
