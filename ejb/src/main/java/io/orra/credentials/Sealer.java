package io.orra.credentials;

import com.google.crypto.tink.Aead;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;

/** Seals secrets with AES-256-GCM, each bound to its tenant, user and field. */
public final class Sealer {

    private final MasterKeys keys;

    public Sealer(MasterKeys keys) {
        this.keys = keys;
    }

    /** @throws IllegalArgumentException when the text is not Unicode, i.e. has half a surrogate pair */
    public SealedValue seal(SealContext context, String secret) {
        try {
            byte[] sealed = keys.sealing().encrypt(utf8(secret), context.associatedData());
            return new SealedValue(keys.sealingKeyId(), Base64.getEncoder().encodeToString(sealed));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-256-GCM is out of order", e);
        }
    }

    /**
     * @throws UnknownKeyException when the value's key is not among the master keys
     * @throws BrokenSealException when the value was changed, or does not belong to the context
     */
    public String open(SealContext context, SealedValue value) throws CannotOpenException {
        Aead key = keys.find(value.keyId()).orElseThrow(UnknownKeyException::new);
        try {
            byte[] sealed = Base64.getDecoder().decode(value.text());
            return new String(key.decrypt(sealed, context.associatedData()), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException | GeneralSecurityException e) {
            throw new BrokenSealException();
        }
    }

    /** The key that seals. */
    String sealingKeyId() {
        return keys.sealingKeyId();
    }

    int keyCount() {
        return keys.ids().size();
    }

    private static byte[] utf8(String text) {
        try {
            ByteBuffer encoded = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(text));
            byte[] bytes = new byte[encoded.remaining()];
            encoded.get(bytes);
            return bytes;
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("The secret is not Unicode text");
        }
    }
}
