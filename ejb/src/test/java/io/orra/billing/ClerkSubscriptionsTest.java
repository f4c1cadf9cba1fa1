package io.orra.billing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClerkSubscriptionsTest {

    private static final Instant NOW = Instant.parse("2026-11-24T04:00:00Z");
    private static final String ORGANISATION = "\"payer\":{\"organization_id\":\"org_1\"}";
    private static final String PRO = "\"plan\":{\"slug\":\"pro\"}";

    private final List<String> asked = new ArrayList<>();
    private final List<String> items = new ArrayList<>();
    private int status = 200;
    private HttpServer clerk;

    @BeforeEach
    void start() throws IOException {
        clerk = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        clerk.createContext("/v1/billing/subscription_items", exchange -> {
            String query = exchange.getRequestURI().getQuery();
            asked.add(query);
            int offset = Integer.parseInt(query.replaceFirst(".*offset=(\\d+).*", "$1"));
            String page = items.stream().skip(offset).limit(100).collect(Collectors.joining(","));
            String answer = status == 200
                    ? "{\"data\":[" + page + "],\"total_count\":" + items.size() + "}"
                    : "{\"errors\":[{\"code\":\"x\"}]}";
            byte[] body = answer.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        clerk.start();
    }

    @AfterEach
    void stop() {
        clerk.stop(0);
    }

    @Test
    void allPagesAreReadAndWhatMovedToTheNextCountsOnce() throws Exception {
        IntStream.range(0, 150).forEach(i -> items.add(item("item_" + i, "active", ORGANISATION + "," + PRO)));
        items.add(100, items.get(99));

        assertThat(client().all().orElseThrow())
                .hasSize(150)
                .contains(new TheirSubscription(
                        "item_149",
                        "active",
                        TheirSubscription.Runs.YES,
                        Optional.of("org_1"),
                        Optional.of(SubscriptionTier.PRO)));
        assertThat(asked).hasSize(2).allMatch(query -> query.contains("include_free=true"));
    }

    @Test
    void freePlansAndPeopleAreLeftOut() throws Exception {
        items.add(item("free_1", "active", ORGANISATION + ",\"plan\":{\"slug\":\"free_org\"}"));
        items.add(item("free_2", "active", ORGANISATION + ",\"plan\":{\"slug\":\"starter\",\"is_default\":true}"));
        items.add(item("person", "active", "\"payer\":{\"user_id\":\"user_1\",\"organization_id\":\"\"}," + PRO));

        assertThat(client().all()).hasValue(List.of());
    }

    @ParameterizedTest
    @CsvSource({
        "active, YES",
        "canceled, YES",
        "past_due, MAYBE",
        "abandoned, NO",
        "ended, NO",
        "expired, NO",
        "incomplete, NO",
        "upcoming, NO",
        "of_next_year, NO"
    })
    void whetherAnItemRunsIsItsStatus(String word, TheirSubscription.Runs runs) throws Exception {
        items.add(item("item_1", word, ORGANISATION + "," + PRO));

        assertThat(client().all().orElseThrow())
                .singleElement()
                .extracting(TheirSubscription::runs)
                .isEqualTo(runs);
    }

    @Test
    void aCancelledItemRunsToTheEndOfItsPeriod() throws Exception {
        items.add(
                item("later", "canceled", "\"period_end\":" + NOW.plusMillis(1).toEpochMilli()));
        items.add(item("over", "canceled", "\"period_end\":" + NOW.toEpochMilli()));

        assertThat(client().all().orElseThrow())
                .extracting(TheirSubscription::runs)
                .containsExactly(TheirSubscription.Runs.YES, TheirSubscription.Runs.MAYBE);
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 403, 404, 422})
    void anInstanceWithoutBillingIsNone(int refusal) throws Exception {
        status = refusal;

        assertThat(client().all()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 429, 500, 503})
    void clerkAwayIsToldWithoutTheKey(int refusal) {
        status = refusal;

        assertThatThrownBy(() -> client().all())
                .isInstanceOf(IOException.class)
                .hasMessage("Clerk answered with status " + refusal);
    }

    private static String item(String id, String status, String more) {
        return "{\"id\":\"" + id + "\",\"status\":\"" + status + "\"," + more + "}";
    }

    private ClerkSubscriptions client() {
        return new ClerkSubscriptions(
                URI.create("http://127.0.0.1:" + clerk.getAddress().getPort() + "/v1"),
                "sk_secret",
                SubscriptionTier.PRO::equals,
                Clock.fixed(NOW, ZoneOffset.UTC));
    }
}
