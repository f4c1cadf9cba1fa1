package io.orra.identity;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.RateLimitReachedException;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import java.text.ParseException;
import java.time.Clock;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Proves that a bearer token is Clerk's: RS256 only, a key of the JWKS, the issuer, expiry and not-before with 30 s
 * of leeway, audience and authorized party where they are configured.
 *
 * @see <a href="https://clerk.com/docs/guides/sessions/manual-jwt-verification">Clerk, manual verification</a>
 */
public final class ClerkTokenVerifier {

    private static final int LEEWAY_SECONDS = 30;

    private final DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();
    private final ProvenTokens proven = new ProvenTokens(Clock.systemUTC());
    private final Set<String> authorizedParties;

    /**
     * @param audiences accepted {@code aud} values; empty accepts any
     * @param authorizedParties accepted {@code azp} values; empty accepts any
     */
    public ClerkTokenVerifier(
            JWKSource<SecurityContext> keys, String issuer, Set<String> audiences, Set<String> authorizedParties) {
        this.authorizedParties = Set.copyOf(authorizedParties);
        DefaultJWTClaimsVerifier<SecurityContext> claims = new DefaultJWTClaimsVerifier<>(
                // A HashSet: Nimbus asks it for null when a token names no audience.
                audiences.isEmpty() ? null : new HashSet<>(audiences),
                new JWTClaimsSet.Builder().issuer(issuer).build(),
                Set.of("sub", "exp"),
                Set.of());
        claims.setMaxClockSkew(LEEWAY_SECONDS);
        processor.setJWTClaimsSetVerifier(claims);
        processor.setJWSKeySelector(new JWSVerificationKeySelector<>(JWSAlgorithm.RS256, keys));
    }

    /**
     * @throws RejectedTokenException when the token proves nothing
     * @throws TokenKeysUnavailableException when no key set could be fetched yet
     */
    public ClerkToken verify(String token) throws RejectedTokenException, TokenKeysUnavailableException {
        Optional<ClerkToken> lately = proven.find(token);
        if (lately.isPresent()) {
            return lately.get();
        }
        JWTClaimsSet claims = claimsOf(token);
        ClerkToken verified = new ClerkToken(token, claims.getClaims());
        if (verified.pending() || !partyAllowed(verified)) {
            throw new RejectedTokenException("Invalid or expired token");
        }
        proven.keep(token, verified, end(claims));
        return verified;
    }

    private JWTClaimsSet claimsOf(String token) throws RejectedTokenException, TokenKeysUnavailableException {
        try {
            SignedJWT jwt = SignedJWT.parse(token);
            if (jwt.getHeader().getKeyID() == null) {
                throw new RejectedTokenException("JWT is missing key id");
            }
            return processor.process(jwt, null);
        } catch (RateLimitReachedException unknownKeyAskedForTooOften) {
            throw new RejectedTokenException("No matching signing key found");
        } catch (KeySourceException keysAway) {
            throw new TokenKeysUnavailableException(keysAway);
        } catch (ParseException | BadJOSEException | JOSEException notProven) {
            throw new RejectedTokenException("Invalid or expired token");
        }
    }

    /** When it proves nothing any more, leeway included. */
    private static Instant end(JWTClaimsSet claims) {
        Number seconds = (Number) claims.toJSONObject().get("exp");
        return Instant.ofEpochSecond(seconds.longValue()).plusSeconds(LEEWAY_SECONDS);
    }

    private boolean partyAllowed(ClerkToken token) {
        return authorizedParties.isEmpty()
                || token.authorizedParty().map(authorizedParties::contains).orElse(true);
    }
}
