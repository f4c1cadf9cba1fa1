package io.orra.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKMatcher;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.OctetSequenceKey;
import com.nimbusds.jose.jwk.source.JWKSetCacheRefreshEvaluator;
import com.nimbusds.jose.jwk.source.JWKSetSource;
import com.nimbusds.jose.jwk.source.JWKSetUnavailableException;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ClerkKeysTest {

    private static final long START = 1_000_000_000L;
    private static final JWKSetCacheRefreshEvaluator ANY = JWKSetCacheRefreshEvaluator.noRefresh();

    /** Clerk's end: what it answers with now, and how often it was asked. */
    private static final class Clerk implements JWKSetSource<SecurityContext> {
        private JWKSet set = keys("current");
        private int asked;

        @Override
        public synchronized JWKSet getJWKSet(JWKSetCacheRefreshEvaluator refresh, long now, SecurityContext context)
                throws KeySourceException {
            asked++;
            if (set == null) {
                throw new JWKSetUnavailableException("away");
            }
            return set;
        }

        @Override
        public void close() {
            // nothing is open
        }
    }

    private final Clerk clerk = new Clerk();

    @Test
    void aFloodOfUnknownKeyIdsReachesClerkOnceAndKnownOnesStayKnown() throws Exception {
        JWKSource<SecurityContext> keys = ClerkKeys.source(clerk);
        assertThat(keys.get(selector("current"), null)).hasSize(1);
        CompletableFuture<?>[] flood = IntStream.range(0, 200)
                .mapToObj(i -> CompletableFuture.runAsync(() -> {
                    try {
                        assertThat(keys.get(selector("unknown-" + i), null)).isEmpty();
                        assertThat(keys.get(selector("current"), null)).hasSize(1);
                    } catch (KeySourceException refused) {
                        throw new IllegalStateException(refused);
                    }
                }))
                .toArray(CompletableFuture<?>[]::new);
        CompletableFuture.allOf(flood).join();
        assertThat(clerk.asked).isEqualTo(1);
    }

    @Test
    void anIntervalLetsOneFetchThrough() throws Exception {
        SparingKeySource keys = sparing();
        for (long second = 0; second < 90; second++) {
            keys.getJWKSet(ANY, START + second * 1000, null);
        }
        assertThat(clerk.asked).isEqualTo(3);
    }

    @Test
    void aRotationIsSeenAfterTheInterval() throws Exception {
        SparingKeySource keys = sparing();
        keys.getJWKSet(ANY, START, null);
        clerk.set = keys("rotated");
        assertThat(keys.getJWKSet(ANY, START + 29_999, null).getKeyByKeyId("rotated"))
                .isNull();
        assertThat(keys.getJWKSet(ANY, START + 30_000, null).getKeyByKeyId("rotated"))
                .isNotNull();
    }

    @Test
    void theOldSetStaysInUseWhileClerkIsAwayAndNotForEver() throws Exception {
        SparingKeySource keys = sparing();
        keys.getJWKSet(ANY, START, null);
        clerk.set = null;
        long lastGood = START + Duration.ofHours(24).toMillis();
        assertThat(keys.getJWKSet(ANY, START + 60_000, null).getKeyByKeyId("current"))
                .isNotNull();
        assertThat(keys.getJWKSet(ANY, START + 61_000, null).getKeyByKeyId("current"))
                .isNotNull();
        assertThat(keys.getJWKSet(ANY, lastGood, null).getKeyByKeyId("current")).isNotNull();
        assertThatThrownBy(() -> keys.getJWKSet(ANY, lastGood + 1, null)).isInstanceOf(KeySourceException.class);
    }

    @Test
    void anAbsentClerkIsAskedOnceInAnIntervalToo() {
        clerk.set = null;
        SparingKeySource keys = sparing();
        for (int i = 0; i < 10; i++) {
            assertThatThrownBy(() -> keys.getJWKSet(ANY, START, null)).isInstanceOf(KeySourceException.class);
        }
        assertThat(clerk.asked).isEqualTo(1);
    }

    private SparingKeySource sparing() {
        return new SparingKeySource(clerk, Duration.ofSeconds(30), Duration.ofHours(24));
    }

    private static JWKSelector selector(String keyId) {
        return new JWKSelector(new JWKMatcher.Builder().keyID(keyId).build());
    }

    private static JWKSet keys(String keyId) {
        JWK key = new OctetSequenceKey.Builder(new byte[32]).keyID(keyId).build();
        return new JWKSet(key);
    }
}
