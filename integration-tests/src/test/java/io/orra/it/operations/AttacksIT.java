package io.orra.it.operations;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.orra.it.frame.Answer;
import io.orra.it.frame.Http;
import io.orra.it.frame.Orra;
import io.orra.it.frame.TestTenant;
import jakarta.json.Json;
import jakarta.json.JsonObjectBuilder;
import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What an attacker sends who has no token, no secret and time. docs/security.md names what each one stands for. */
class AttacksIT {

    private static final String PATH = "/api/v1/account/kite-credentials/status";
    private static final String PROFILE = "/api/v1/profile/trading";

    private final Orra orra = Orra.running();

    /** Signed by the attacker's own key, which the header offers in every way that RFC 7515 knows. */
    @ParameterizedTest
    @ValueSource(strings = {"jku", "x5u", "jwk", "kid-url", "kid-path", "kid-sql", "crit"})
    void a_token_that_brings_its_own_key_is_refused_and_nothing_is_fetched(String way) throws Exception {
        TestTenant tenant = TestTenant.provisioned(orra);
        AtomicInteger fetched = new AtomicInteger();
        HttpServer trap = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        KeyPair own = pair();
        byte[] jwks = Json.createObjectBuilder()
                .add("keys", Json.createArrayBuilder().add(jwk(own)))
                .build()
                .toString()
                .getBytes(StandardCharsets.UTF_8);
        trap.createContext("/", exchange -> {
            fetched.incrementAndGet();
            exchange.sendResponseHeaders(200, jwks.length);
            exchange.getResponseBody().write(jwks);
            exchange.close();
        });
        trap.start();
        try {
            String address = "http://127.0.0.1:" + trap.getAddress().getPort() + "/jwks";
            JsonObjectBuilder header =
                    Json.createObjectBuilder().add("alg", "RS256").add("typ", "JWT");
            switch (way) {
                case "jku", "x5u" -> header.add("kid", "own").add(way, address);
                case "jwk" -> header.add("kid", "own").add("jwk", jwk(own));
                case "kid-url" -> header.add("kid", address);
                case "kid-path" -> header.add("kid", "../../../../dev/null");
                case "kid-sql" -> header.add("kid", "x' union select 'k");
                default ->
                    header.add("kid", "own")
                            .add("crit", Json.createArrayBuilder().add("own"));
            }

            Answer answer = orra.api().as(signed(header, claims(tenant), own)).get(PATH);

            assertThat(answer.status()).isEqualTo(401);
            assertThat(answer.problem()).isEqualTo("invalid-token");
            assertThat(fetched).hasValue(0);
        } finally {
            trap.stop(0);
        }
    }

    @ParameterizedTest
    @CsvSource({"none", "None", "HS256", "HS512", "ES256", "RS1", "PS256"})
    void an_algorithm_that_clerk_does_not_use_is_refused(String algorithm) throws Exception {
        TestTenant tenant = TestTenant.provisioned(orra);
        JsonObjectBuilder header =
                Json.createObjectBuilder().add("alg", algorithm).add("kid", "own");

        assertThat(orra.api()
                        .as(signed(header, claims(tenant), pair()))
                        .get(PATH)
                        .status())
                .isEqualTo(401);
    }

    @Test
    void a_token_of_the_future_is_refused() {
        TestTenant tenant = TestTenant.provisioned(orra);
        long later = Instant.now().plusSeconds(3_600).getEpochSecond();
        String token = orra.simulated()
                .token(
                        tenant.organisation,
                        tenant.subject,
                        "member",
                        Json.createObjectBuilder()
                                .add("claims", Json.createObjectBuilder().add("nbf", later)));

        assertThat(orra.api().as(token).get(PATH).problem()).isEqualTo("invalid-token");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[", "{\"a\":", "[[[[{\"a\":"})
    void a_body_of_nothing_but_depth_is_refused_and_harms_nobody(String level) {
        TestTenant tenant = TestTenant.provisioned(orra);
        String bomb = level.repeat(60_000 / level.length());

        Answer answer = Http.send(HttpRequest.newBuilder(URI.create(orra.api().base() + PROFILE))
                .header("Authorization", "Bearer " + tenant.token())
                .header("Content-Type", "application/json")
                .PUT(HttpRequest.BodyPublishers.ofString(bomb)));

        assertThat(answer.status()).isBetween(400, 499);
        assertThat(answer.problem()).isNotBlank();
        assertThat(tenant.api().get(PROFILE).status()).isIn(200, 404);
    }

    /** More of them than the server has threads for requests. */
    @ParameterizedTest
    @ValueSource(strings = {"head", "body"})
    void clients_that_never_finish_their_requests_keep_nobody_from_answers(String what) throws IOException {
        TestTenant tenant = TestTenant.provisioned(orra);
        URI address = URI.create(orra.api().base());
        String head = "PUT " + PROFILE + " HTTP/1.1\r\nHost: orra\r\nAuthorization: Bearer " + tenant.token() + "\r\n";
        String rest =
                what.equals("head") ? "X-Slow: a" : "Content-Type: application/json\r\nContent-Length: 60000\r\n\r\n{";
        List<Socket> slow = new ArrayList<>();
        try {
            for (int i = 0; i < 250; i++) {
                Socket socket = new Socket(address.getHost(), address.getPort());
                socket.getOutputStream().write((head + rest).getBytes(StandardCharsets.US_ASCII));
                socket.getOutputStream().flush();
                slow.add(socket);
            }

            assertThat(orra.api().get("/health").status()).isEqualTo(200);
            assertThat(tenant.api().get(PATH).status()).isIn(200, 404);
        } finally {
            for (Socket socket : slow) {
                socket.close();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"<script>alert(1)</script>", "a b c d e f g", "%0d%0aSet-Cookie:%20x=1", "ok\u0000not-ok1"})
    void a_correlation_id_that_is_not_plain_is_not_given_back(String id) throws IOException {
        URI address = URI.create(orra.api().base());
        try (Socket socket = new Socket(address.getHost(), address.getPort())) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream()
                    .write(("GET /health HTTP/1.1\r\nHost: orra\r\nConnection: close\r\nX-Correlation-Id: " + id
                                    + "\r\n\r\n")
                            .getBytes(StandardCharsets.ISO_8859_1));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);

            assertThat(answer).startsWith("HTTP/1.1 ").doesNotContain(id).doesNotContain("Set-Cookie");
        }
    }

    private JsonObjectBuilder claims(TestTenant tenant) {
        long now = Instant.now().getEpochSecond();
        return Json.createObjectBuilder()
                .add("iss", orra.settled().get("CLERK_ISSUER"))
                .add("sub", tenant.subject)
                .add("org_id", tenant.organisation)
                .add("org_role", "org:admin")
                .add("iat", now)
                .add("nbf", now)
                .add("exp", now + 600);
    }

    private static KeyPair pair() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        return generator.generateKeyPair();
    }

    private static JsonObjectBuilder jwk(KeyPair pair) {
        RSAPublicKey key = (RSAPublicKey) pair.getPublic();
        return Json.createObjectBuilder()
                .add("kty", "RSA")
                .add("use", "sig")
                .add("alg", "RS256")
                .add("kid", "own")
                .add("n", number(key.getModulus()))
                .add("e", number(key.getPublicExponent()));
    }

    private static String number(BigInteger number) {
        byte[] bytes = number.toByteArray();
        return base64(bytes[0] == 0 ? java.util.Arrays.copyOfRange(bytes, 1, bytes.length) : bytes);
    }

    private static String signed(JsonObjectBuilder header, JsonObjectBuilder claims, KeyPair pair)
            throws GeneralSecurityException {
        String content = base64(header.build().toString().getBytes(StandardCharsets.UTF_8)) + "."
                + base64(claims.build().toString().getBytes(StandardCharsets.UTF_8));
        Signature signature = Signature.getInstance("SHA256withRSA");
        signature.initSign(pair.getPrivate());
        signature.update(content.getBytes(StandardCharsets.US_ASCII));
        return content + "." + base64(signature.sign());
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
