package io.orra.simulators.clerk;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Signs session tokens, the good ones and the forged ones. */
final class TokenMint {
    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    private final KeyRing keys;
    private final Future<SigningKey> stranger;

    /** @param stranger a key that the key set never shows; it may still be in the making */
    TokenMint(KeyRing keys, Future<SigningKey> stranger) {
        this.keys = keys;
        this.stranger = stranger;
    }

    Future<String> mint(SessionToken token) {
        return switch (token.key()) {
            case "none" ->
                Future.succeededFuture(unsigned(token, "none", keys.current().kid()) + ".");
            case "unknown" -> stranger.map(key -> signed(token, key));
            case "previous" -> Future.succeededFuture(signed(token, keys.previous()));
            case "public-as-secret" -> Future.succeededFuture(publicAsSecret(token, keys.current()));
            default -> Future.succeededFuture(signed(token, keys.current()));
        };
    }

    private static String signed(SessionToken token, SigningKey key) {
        String input = unsigned(token, "RS256", key.kid());
        try {
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(key.pair().getPrivate());
            signature.update(input.getBytes(StandardCharsets.US_ASCII));
            return input + "." + BASE64.encodeToString(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String publicAsSecret(SessionToken token, SigningKey key) {
        String input = unsigned(token, "HS256", key.kid());
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key.publicPem().getBytes(StandardCharsets.US_ASCII), "RAW"));
            return input + "." + BASE64.encodeToString(mac.doFinal(input.getBytes(StandardCharsets.US_ASCII)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String unsigned(SessionToken token, String algorithm, String kid) {
        JsonObject header =
                new JsonObject().put("alg", algorithm).put("kid", kid).put("typ", "JWT");
        SessionToken.override(header, token.header());
        return encoded(header) + "." + encoded(token.claims());
    }

    private static String encoded(JsonObject json) {
        return BASE64.encodeToString(json.encode().getBytes(StandardCharsets.UTF_8));
    }
}
