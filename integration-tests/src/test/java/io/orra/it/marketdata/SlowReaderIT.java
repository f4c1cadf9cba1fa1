package io.orra.it.marketdata;

import static io.orra.it.frame.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.orra.it.frame.Orra;
import io.orra.it.frame.TestTenant;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** A live stream that nobody reads, over a real socket whose buffers are full. */
class SlowReaderIT {

    private static final int SMALL_BUFFER = 4_096;
    private static final int READ_MILLIS = 60_000;
    /** Of one tick here: a few hundred fill what the two ends' kernels keep. */
    private static final int LARGE = 100_000;

    private final Orra orra = Orra.running();

    @Test
    void one_that_takes_nothing_is_cut_and_holds_up_nobody() throws Exception {
        TestTenant tenant = TestTenant.loggedIn(orra, false);
        String channel = "ticker:" + tenant.id() + ":1";
        try (Socket slow = open(tenant);
                Socket quick = open(tenant)) {
            BufferedReader reader = lines(quick);
            eventually().until(() -> orra.redis().publish(channel, "{}") == 1);
            for (int tick = 0; tick < 200; tick++) {
                orra.redis().publish(channel, "{\"large\":\"" + "x".repeat(LARGE) + tick + "\"}");
            }
            orra.redis().publish(channel, "{\"after\":true}");
            assertThat(reader.lines().anyMatch(line -> line.contains("\"after\":true")))
                    .as("the other reader, after all that the slow one did not take")
                    .isTrue();

            quick.close();
            eventually()
                    .untilAsserted(() -> assertThat(orra.redis().publish(channel, "{}"))
                            .as("nobody of the tenant is served any more")
                            .isZero());
            assertThat(rest(slow)).as("what was on its way").doesNotContain("event: end", "\"after\":true");
        }
    }

    /** A stream of the tenant that was asked for, with a small receive buffer and nothing read but the status. */
    private Socket open(TestTenant tenant) throws IOException {
        URI server = URI.create(orra.api().base());
        Socket socket = new Socket();
        // Before it connects: the window is told at the handshake.
        socket.setReceiveBufferSize(SMALL_BUFFER);
        socket.setSoTimeout(READ_MILLIS);
        socket.connect(new InetSocketAddress(server.getHost(), server.getPort()));
        socket.getOutputStream()
                .write(("GET /api/v1/market/stream HTTP/1.1\r\nHost: " + server.getAuthority()
                                + "\r\nAuthorization: Bearer " + tenant.token() + "\r\n\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
        assertThat(firstLine(socket)).isEqualTo("HTTP/1.1 200 OK");
        return socket;
    }

    /** Byte for byte, so that nothing behind it is taken. */
    private static String firstLine(Socket socket) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = socket.getInputStream().read();
                next >= 0 && next != '\r';
                next = socket.getInputStream().read()) {
            line.append((char) next);
        }
        return line.toString();
    }

    private static BufferedReader lines(Socket socket) throws IOException {
        return new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
    }

    /** All that comes until the server's end; fails after a minute without a byte. */
    private static String rest(Socket socket) throws IOException {
        StringBuilder text = new StringBuilder();
        InputStream in = socket.getInputStream();
        byte[] buffer = new byte[65_536];
        try {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                text.append(new String(buffer, 0, read, StandardCharsets.US_ASCII));
            }
        } catch (SocketException reset) {
            assertThat(reset).hasMessageContaining("reset");
        }
        return text.toString();
    }
}
