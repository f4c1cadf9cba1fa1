package io.orra.kite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.orra.kite.TickerHandshakeException.Refusal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Key and token are in the handshake's first line, so they go to nobody who can't show the broker's certificate. */
class TickerCertificateTest {
    @TempDir
    private Path folder;

    private FeedPeer peer;
    private TickerTransport transport;

    @AfterEach
    void stop() throws Exception {
        transport.close();
        peer.close();
    }

    @Test
    void opensToAPeerWithACertificateThatIsTrustedAndHasItsName() throws Exception {
        TestCertificate certificate = TestCertificate.of(folder, "localhost");
        peer(certificate, certificate);
        open("localhost").get(30, TimeUnit.SECONDS).close();
        assertThat(peer.handshakes).hasSize(1);
    }

    @Test
    void tellsNothingToAPeerWithAnothersName() throws Exception {
        TestCertificate certificate = TestCertificate.of(folder, "localhost");
        peer(certificate, certificate);
        refused("127.0.0.1");
    }

    @Test
    void tellsNothingToAPeerThatSignedItsCertificateItself() throws Exception {
        peer(TestCertificate.of(folder, "localhost"), null);
        refused("localhost");
    }

    private void peer(TestCertificate shown, TestCertificate taken) throws Exception {
        peer = new FeedPeer(shown.server());
        transport = new TickerTransport(1, Thread::new, Runnable::run, taken == null ? null : taken.trusted());
    }

    private CompletableFuture<TickerConnection> open(String host) {
        return new TickerEndpoint(transport, peer.address(host), Duration.ofSeconds(30))
                .open(new TickerSession("key", "planted-token"), new Noted());
    }

    private void refused(String host) {
        ExecutionException failed =
                catchThrowableOfType(ExecutionException.class, () -> open(host).get(30, TimeUnit.SECONDS));
        assertThat(failed.getCause())
                .isInstanceOfSatisfying(
                        TickerHandshakeException.class,
                        refusal -> assertThat(refusal.refusal()).isEqualTo(Refusal.UNAVAILABLE));
        assertThat(peer.handshakes).isEmpty();
    }
}
