package io.orra.billing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClerkMetadataTest {

    private int status = 200;
    private String answer = "{}";
    private String authorization;
    private HttpServer clerk;

    @BeforeEach
    void start() throws IOException {
        clerk = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        clerk.createContext("/v1/organizations/org_1", exchange -> {
            authorization = exchange.getRequestHeaders().getFirst("Authorization");
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

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"public_metadata\":{\"subscription_tier\":\"Pro\"},\"private_metadata\":{\"tier\":\"basic\"}}",
                "{\"public_metadata\":{\"tier\":\"pro\"}}",
                "{\"public_metadata\":{},\"private_metadata\":{\"tier\":\" PRO \"}}"
            })
    void theTierIsFoundInEitherMetadataThePublicFirst(String body) throws Exception {
        answer = body;
        assertThat(client().tier("org_1")).contains(SubscriptionTier.PRO);
        assertThat(authorization).isEqualTo("Bearer sk_secret");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"public_metadata\":{\"tier\":7}}", "{\"public_metadata\":[]}"})
    void metadataWithoutATierNamesNone(String body) throws Exception {
        answer = body;
        assertThat(client().tier("org_1")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 403, 404})
    void anOrganisationThatClerkDoesNotShowHasNone(int refusal) throws Exception {
        status = refusal;
        assertThat(client().tier("org_1")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {429, 500, 503})
    void clerkAwayIsNoAnswer(int refusal) {
        status = refusal;
        assertThatThrownBy(() -> client().tier("org_1"))
                .isInstanceOf(IOException.class)
                .hasMessage("Clerk answered with status " + refusal);
    }

    @Test
    void aGatewaysPageAndAClosedPortAreNoAnswer() {
        answer = "<html>";
        assertThatThrownBy(() -> client().tier("org_1")).isInstanceOf(IOException.class);
        ClerkMetadata closed = client();
        clerk.stop(0);
        assertThatThrownBy(() -> closed.tier("org_1")).isInstanceOf(IOException.class);
    }

    private ClerkMetadata client() {
        return new ClerkMetadata(
                URI.create("http://127.0.0.1:" + clerk.getAddress().getPort() + "/v1"), "sk_secret");
    }
}
