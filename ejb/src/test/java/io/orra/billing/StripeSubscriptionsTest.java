package io.orra.billing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StripeSubscriptionsTest {

    private final List<String> asked = new ArrayList<>();
    private HttpServer stripe;

    @BeforeEach
    void start() throws IOException {
        stripe = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        stripe.createContext("/v1/subscriptions", exchange -> {
            String query = exchange.getRequestURI().getQuery();
            asked.add(query);
            boolean mayAsk =
                    "Bearer sk_right".equals(exchange.getRequestHeaders().getFirst("Authorization"));
            String page = query.contains("starting_after=sub_2")
                    ? "{\"data\":[{\"id\":\"sub_3\",\"status\":\"canceled\"}],\"has_more\":false}"
                    : "{\"data\":[{\"id\":\"sub_1\",\"status\":\"active\",\"metadata\":{\"tier\":\"Pro\",\"clerk_org_id\":\"org_1\"}},{\"id\":\"sub_2\"}],\"has_more\":true}";
            byte[] body = (mayAsk ? page : "{\"error\":{}}").getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(mayAsk ? 200 : 401, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        stripe.start();
    }

    @AfterEach
    void stop() {
        stripe.stop(0);
    }

    @Test
    void allPagesAreRead() throws Exception {
        assertThat(client("sk_right").all())
                .hasValue(List.of(
                        new TheirSubscription(
                                "sub_1",
                                "active",
                                TheirSubscription.Runs.YES,
                                Optional.of("org_1"),
                                Optional.of(SubscriptionTier.PRO)),
                        without("sub_2", "unknown"),
                        without("sub_3", "canceled")));
        assertThat(asked).hasSize(2).allMatch(query -> query.contains("status=all"));
    }

    @Test
    void aRefusalIsToldWithoutTheKey() {
        assertThatThrownBy(() -> client("sk_wrong").all())
                .isInstanceOf(IOException.class)
                .hasMessage("Stripe answered with status 401");
    }

    private static TheirSubscription without(String id, String status) {
        return new TheirSubscription(id, status, TheirSubscription.Runs.NO, Optional.empty(), Optional.empty());
    }

    private StripeSubscriptions client(String key) {
        return new StripeSubscriptions(
                URI.create("http://127.0.0.1:" + stripe.getAddress().getPort()), key, tier -> true);
    }
}
