package io.orra.identity;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import java.time.Instant;
import java.util.Date;

/** Signs tokens as Clerk does, and as an attacker would. */
class TokenForge {

    static final String ISSUER = "https://clerk.example";

    private final RSAKey key = rsaKey("ins_current");
    private final RSAKey foreignKey = rsaKey("ins_current");

    JWKSource<SecurityContext> keys() {
        return new ImmutableJWKSet<>(new JWKSet(key.toPublicJWK()));
    }

    /** The claims every Clerk token has. */
    static JWTClaimsSet.Builder claims() {
        Instant now = Instant.now();
        return new JWTClaimsSet.Builder()
                .issuer(ISSUER)
                .subject("user_1")
                .issueTime(Date.from(now))
                .notBeforeTime(Date.from(now.minusSeconds(5)))
                .expirationTime(Date.from(now.plusSeconds(60)));
    }

    String sign(JWTClaimsSet claims) {
        return sign(key, "ins_current", claims);
    }

    String signWithForeignKey(JWTClaimsSet claims) {
        return sign(foreignKey, "ins_current", claims);
    }

    String signUnderKeyId(String keyId, JWTClaimsSet claims) {
        return sign(key, keyId, claims);
    }

    String unsigned(JWTClaimsSet claims) {
        return new PlainJWT(claims).serialize();
    }

    /** The public key taken as an HMAC secret: the algorithm confusion attack. */
    String signWithPublicKeyAsSecret(JWTClaimsSet claims) {
        try {
            return sign(
                    new MACSigner(key.toRSAPublicKey().getEncoded()),
                    new JWSHeader.Builder(JWSAlgorithm.HS256)
                            .keyID("ins_current")
                            .build(),
                    claims);
        } catch (JOSEException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static String sign(RSAKey with, String keyId, JWTClaimsSet claims) {
        try {
            return sign(
                    new RSASSASigner(with),
                    new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(keyId).build(),
                    claims);
        } catch (JOSEException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static String sign(JWSSigner signer, JWSHeader header, JWTClaimsSet claims) {
        try {
            SignedJWT jwt = new SignedJWT(header, claims);
            jwt.sign(signer);
            return jwt.serialize();
        } catch (JOSEException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static RSAKey rsaKey(String keyId) {
        try {
            return new RSAKeyGenerator(2048).keyID(keyId).generate();
        } catch (JOSEException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
