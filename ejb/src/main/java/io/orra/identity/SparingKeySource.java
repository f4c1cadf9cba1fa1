package io.orra.identity;

import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.JWKSetCacheRefreshEvaluator;
import com.nimbusds.jose.jwk.source.JWKSetSource;
import com.nimbusds.jose.jwk.source.JWKSetUnavailableException;
import com.nimbusds.jose.proc.SecurityContext;
import java.io.IOException;
import java.time.Duration;

/**
 * Asks for a key set at most once in an interval, whoever wants one and however the last attempt ended; in between, and
 * while the source is away, the newest set that there was stays in use. Nimbus' own limiter lets two through in each
 * interval, and refuses known keys too while it limits.
 */
final class SparingKeySource implements JWKSetSource<SecurityContext> {

    private final JWKSetSource<SecurityContext> source;
    private final long intervalMillis;
    private final long outageMillis;

    private JWKSet newest;
    private long fetchedAt;
    private long attemptedAt;
    private boolean attempted;

    /** @param outage how long a set stays in use while no newer one can be had */
    SparingKeySource(JWKSetSource<SecurityContext> source, Duration interval, Duration outage) {
        this.source = source;
        this.intervalMillis = interval.toMillis();
        this.outageMillis = outage.toMillis();
    }

    @Override
    public synchronized JWKSet getJWKSet(JWKSetCacheRefreshEvaluator refresh, long now, SecurityContext context)
            throws KeySourceException {
        if (!attempted || now - attemptedAt >= intervalMillis) {
            attempted = true;
            attemptedAt = now;
            try {
                newest = source.getJWKSet(refresh, now, context);
                fetchedAt = now;
            } catch (KeySourceException away) {
                return kept(now, away);
            }
        }
        return kept(now, null);
    }

    private JWKSet kept(long now, KeySourceException why) throws KeySourceException {
        if (newest == null || now - fetchedAt > outageMillis) {
            throw why == null ? new JWKSetUnavailableException("no key set, and none is asked for so soon") : why;
        }
        return newest;
    }

    @Override
    public void close() throws IOException {
        source.close();
    }
}
