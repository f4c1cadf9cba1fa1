package io.orra.kite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.orra.kite.KiteApiException.Kind;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class InstrumentDumpTest {

    private static final String CSV = "instrument_token,exchange_token\n1,2\n";

    private final CountDownLatch release = new CountDownLatch(1);
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private HttpServer peer;
    private volatile int status = 200;
    private volatile String type = "text/csv";
    private volatile String encoding = "gzip";
    private volatile byte[] body = new byte[0];
    private volatile boolean stall;

    @BeforeEach
    void start() throws IOException {
        peer = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        peer.setExecutor(threads);
        peer.createContext("/instruments", exchange -> {
            exchange.getResponseHeaders().add("Content-Type", type);
            if (!encoding.isEmpty()) {
                exchange.getResponseHeaders().add("Content-Encoding", encoding);
            }
            exchange.sendResponseHeaders(status, 0);
            exchange.getResponseBody().write(body);
            exchange.getResponseBody().flush();
            if (stall) {
                try {
                    release.await();
                } catch (InterruptedException stopped) {
                    Thread.currentThread().interrupt();
                }
            }
            exchange.close();
        });
        peer.start();
    }

    @AfterEach
    void stop() {
        release.countDown();
        peer.stop(0);
        threads.shutdownNow();
    }

    @Test
    void theListIsReadWhetherCompressedOrNot() throws Exception {
        body = compressed(CSV);
        assertThat(read(Duration.ofSeconds(20))).isEqualTo(CSV);
        encoding = "";
        body = CSV.getBytes(StandardCharsets.UTF_8);
        assertThat(read(Duration.ofSeconds(20))).isEqualTo(CSV);
    }

    @Test
    void aListThatBreaksOffIsAnError() {
        byte[] whole = compressed(CSV.repeat(1000));
        body = Arrays.copyOf(whole, whole.length - 12);
        assertThatThrownBy(() -> read(Duration.ofSeconds(20))).isInstanceOf(EOFException.class);
    }

    @Test
    void aPeerThatTricklesIsGivenUp() {
        encoding = "";
        body = CSV.getBytes(StandardCharsets.UTF_8);
        stall = true;
        assertThatThrownBy(() -> read(Duration.ofMillis(300))).isInstanceOf(IOException.class);
    }

    @Test
    void whatIsNoListIsRefused() {
        type = "text/html";
        assertThatThrownBy(() -> read(Duration.ofSeconds(20)))
                .isInstanceOfSatisfying(
                        KiteApiException.class,
                        refused -> assertThat(refused.kind()).isEqualTo(Kind.MALFORMED));
        type = "text/csv";
        status = 503;
        assertThatThrownBy(() -> read(Duration.ofSeconds(20)))
                .isInstanceOfSatisfying(
                        KiteApiException.class,
                        refused -> assertThat(refused.kind()).isEqualTo(Kind.UNAVAILABLE));
    }

    private String read(Duration whole) throws KiteApiException, IOException {
        URI address = URI.create("http://127.0.0.1:" + peer.getAddress().getPort() + "/");
        return new InstrumentDump(address, HttpClient.newHttpClient(), whole, Thread::new)
                .read(InstrumentDumpTest::text);
    }

    private static String text(InputStream in) throws IOException {
        return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }

    private static byte[] compressed(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException inMemory) {
            throw new IllegalStateException(inMemory);
        }
        return bytes.toByteArray();
    }
}
