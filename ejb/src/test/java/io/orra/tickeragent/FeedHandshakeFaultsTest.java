package io.orra.tickeragent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.orra.kite.FeedPeer;
import io.orra.kite.TestCertificate;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Doors that stay shut: dead sessions, too many connections, no TLS. */
class FeedHandshakeFaultsTest extends FaultyFeed {
    @Test
    void aTokenFlushMakesOneKnockInVainAndTheNewLoginBringsEverythingBack() {
        broker.call("POST", "/kite/flush", "{}");
        cut("{\"code\":1001}");
        await().atMost(PATIENCE).until(() -> watched.refusals.get() == 1);
        await().during(Duration.ofMillis(500)).until(() -> watched.refusals.get() == 1);
        assertThat(broker.sockets(first)).isEmpty();

        session.set(broker.login(user));
        feed.sessionChanged();
        flows();
        // The neighbour's token is dead as well, and its open socket doesn't care.
        holdsForAll();
    }

    @Test
    void tooManyConnectionsIsWaitedForWithoutDoubtingTheSession() {
        broker.call("PUT", "/kite/ticker/faults", "{\"max_connections\":0}");
        cut("{\"code\":1006}");
        await().atMost(PATIENCE).until(() -> snapshot().state() == StreamSnapshot.State.BACKING_OFF);
        broker.call("PUT", "/kite/ticker/faults", "{\"max_connections\":3}");
        flows();
        assertThat(watched.refusals.get()).isZero();
        holdsForAll();
    }

    @Test
    void aLineThatDoesNotSpeakTlsIsTriedAgainAndHurtsNobodyElse() {
        URI secured = URI.create(broker.ticker().toString().replace("ws:", "wss:"));
        UUID third = UUID.randomUUID();
        try (TenantFeed other = feed(third, secured, () -> first)) {
            other.subscribe(full(5));
            await().atMost(PATIENCE).until(() -> other.snapshots().get(0).state() == StreamSnapshot.State.BACKING_OFF);
            assertThat(watched.ticks).doesNotContainKey(third);
            assertThat(watched.refusals.get()).isZero();
        }
        holdsForAll();
    }

    @Test
    void aPeerWithAWrongCertificateLearnsNoTokenIsTriedAgainAndHurtsNobodyElse(@TempDir Path folder) throws Exception {
        UUID third = UUID.randomUUID();
        try (FeedPeer impostor =
                        new FeedPeer(TestCertificate.of(folder, "localhost").server());
                TenantFeed other = feed(third, impostor.address(), () -> first)) {
            other.subscribe(full(5));
            await().atMost(PATIENCE).until(() -> impostor.broken.get() >= 2);
            assertThat(impostor.handshakes).isEmpty();
            assertThat(other.snapshots().get(0).connects()).isZero();
            assertThat(watched.ticks).doesNotContainKey(third);
            assertThat(watched.refusals.get()).isZero();
        }
        holdsForAll();
    }
}
