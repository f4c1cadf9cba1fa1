package io.orra.identity;

import com.nimbusds.jose.jwk.source.JWKSetSource;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.jwk.source.URLBasedJWKSetSource;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import io.orra.settings.CommaSeparated;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.time.Duration;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Clerk's signing keys and the verifier over them. Keys are cached; an unknown key id leads to a refetch, at most
 * one in 30 s, so that a rotation needs no restart and a flood of unknown ids does not reach Clerk; the old set
 * stays in use while Clerk is away.
 */
@ApplicationScoped
public class ClerkKeys {

    private static final long CACHE_MILLIS = Duration.ofMinutes(15).toMillis();
    private static final long REFRESH_TIMEOUT_MILLIS = Duration.ofSeconds(5).toMillis();
    private static final Duration REFETCH_INTERVAL = Duration.ofSeconds(30);
    private static final Duration OUTAGE = Duration.ofHours(24);
    private static final int CONNECT_MILLIS = 2_000;
    private static final int READ_MILLIS = 3_000;
    private static final int MAX_BYTES = 256 * 1024;

    @Produces
    @Singleton
    public ClerkTokenVerifier verifier(
            @ConfigProperty(name = "CLERK_JWKS_URL") Optional<String> jwksUrl,
            @ConfigProperty(name = "CLERK_ISSUER") Optional<String> issuer,
            @ConfigProperty(name = "CLERK_AUDIENCE") Optional<String> audience,
            @ConfigProperty(name = "CLERK_AUTHORIZED_PARTIES_CSV") Optional<String> parties) {
        if (jwksUrl.isEmpty() || issuer.isEmpty()) {
            throw new IllegalStateException("CLERK_JWKS_URL and CLERK_ISSUER must be set");
        }
        return new ClerkTokenVerifier(
                source(jwksUrl.get()),
                issuer.get(),
                CommaSeparated.set(audience.orElse("")),
                CommaSeparated.set(parties.orElse("")));
    }

    private static JWKSource<SecurityContext> source(String jwksUrl) {
        URLBasedJWKSetSource<SecurityContext> clerk = new URLBasedJWKSetSource<>(
                url(jwksUrl), new DefaultResourceRetriever(CONNECT_MILLIS, READ_MILLIS, MAX_BYTES));
        return source(clerk);
    }

    /** With a cache over {@link SparingKeySource}, which alone decides when Clerk is asked. */
    static JWKSource<SecurityContext> source(JWKSetSource<SecurityContext> clerk) {
        return JWKSourceBuilder.create(new SparingKeySource(clerk, REFETCH_INTERVAL, OUTAGE))
                .cache(CACHE_MILLIS, REFRESH_TIMEOUT_MILLIS)
                .refreshAheadCache(false)
                .rateLimited(false)
                .build();
    }

    private static URL url(String jwksUrl) {
        try {
            return URI.create(jwksUrl).toURL();
        } catch (IllegalArgumentException | MalformedURLException notAnAddress) {
            throw new IllegalStateException("CLERK_JWKS_URL is not an address");
        }
    }
}
