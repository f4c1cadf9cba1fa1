package io.orra.it.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.orra.it.frame.Orra;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What the server itself refuses, before or beside the application: no client sees a page of its making. Where the
 * application is reached the answer is a problem; where the connector refuses, it has no body.
 */
class ContainerErrorsIT {

    private static final String HEAD = "Host: localhost\r\nConnection: close\r\n";
    private static final int WAIT_MILLIS = 3_000;

    private final Orra orra = Orra.running();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /nothing.html",
                "GET /WEB-INF",
                "GET /WEB-INF/web.xml",
                "GET /META-INF",
                "GET /webjars",
                "GET /docs/nothing",
                "GET /errors",
                "GET /api",
                "GET /api/v1/nothing",
                "POST /openapi",
                "DELETE /docs",
                "FOO /api/v1/account",
            })
    void the_application_answers_with_a_problem(String request) throws IOException {
        String answer = answer(request + " HTTP/1.1\r\n" + HEAD + "\r\n");
        assertThat(answer).startsWith("HTTP/1.1 4").contains("application/problem+json");
        assertThat(answer.toLowerCase(Locale.ROOT)).doesNotContain("<html", "payara", "glassfish", "grizzly");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /api/v1/account HTTP/9.9\r\nHost: x\r\n\r\n",
                "GET / HTTP/1.1\r\nConnection: close\r\n\r\n",
                "TRACE /api/v1/account HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
                "GET /%2e%2e%2f%2e%2e%2fetc/passwd HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
                "GET /api/v1/../../../nothing HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
                "GET /%zz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
                "GET /docs%00 HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
                "POST /api/v1/webhooks/clerk HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: abc\r\n\r\n",
                "POST /api/v1/webhooks/clerk HTTP/1.1\r\nHost: x\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
                "GET /api/v1/account HTTP/1.1\r\nHost: x\r\nConnection: close\r\nAccept: ;;\r\nContent-Type: a/b/c\r\n\r\n",
                "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
                "\u0000\u0001\u0002\r\n\r\n",
            })
    void the_connector_shows_no_page(String raw) throws IOException {
        noPage(answer(raw));
    }

    @ParameterizedTest
    @ValueSource(ints = {20_000, 200_000})
    void oversized_heads_show_no_page(int length) throws IOException {
        String filler = "a".repeat(length);
        noPage(answer("GET /?q=" + filler + " HTTP/1.1\r\n" + HEAD + "\r\n"));
        noPage(answer("GET /api/v1/account HTTP/1.1\r\n" + HEAD + "X-Long: " + filler + "\r\n\r\n"));
        noPage(answer("GET /api/v1/account HTTP/1.1\r\n" + HEAD + "X: y\r\n".repeat(length / 10) + "\r\n"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Content-Length: 70000\r\n", "Transfer-Encoding: chunked\r\n"})
    void a_body_over_64_kib_is_a_problem_whether_announced_or_not(String framing) throws IOException {
        String body = framing.startsWith("T") ? "11170\r\n" + "a".repeat(70_000) + "\r\n0\r\n\r\n" : "a".repeat(70_000);
        String answer = answer("POST /api/v1/webhooks/clerk HTTP/1.1\r\n" + HEAD + "Content-Type: application/json\r\n"
                + framing + "\r\n" + body);
        assertThat(answer).startsWith("HTTP/1.1 413").contains("urn:orra:problem:body-too-large");
    }

    private static void noPage(String answer) {
        assertThat(answer.toLowerCase(Locale.ROOT))
                .doesNotContain("<html", "<!doctype", "payara", "glassfish", "grizzly", "exception", "\tat ");
    }

    /** What comes back until the server closes or says no more. */
    private String answer(String raw) throws IOException {
        URI api = URI.create(orra.api().base());
        ByteArrayOutputStream read = new ByteArrayOutputStream();
        try (Socket socket = new Socket(api.getHost(), api.getPort())) {
            socket.setSoTimeout(WAIT_MILLIS);
            InputStream in = socket.getInputStream();
            try {
                socket.getOutputStream().write(raw.getBytes(StandardCharsets.ISO_8859_1));
                byte[] buffer = new byte[8192];
                for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                    read.write(buffer, 0, n);
                }
            } catch (SocketTimeoutException saysNoMore) {
                // what came so far is the answer
            } catch (java.net.SocketException closedWhileWeWrote) {
                in.transferTo(read);
            }
        } catch (java.net.SocketException reset) {
            // nothing more to read
        }
        return read.toString(StandardCharsets.ISO_8859_1);
    }
}
