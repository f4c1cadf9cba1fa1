package io.orra.credentials;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SealerTest {

    private static final String OLD_KEY = "old:" + key(1);
    private static final String NEW_KEY = "new:" + key(2);

    private final Sealer sealer = new Sealer(MasterKeys.parse(NEW_KEY));
    private final SealContext context = new SealContext(UUID.randomUUID(), UUID.randomUUID(), "api_key");

    static IntStream seeds() {
        return IntStream.range(0, 200);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void whatIsSealedOpensInItsOwnContextAndInNoOther(int seed) throws CannotOpenException {
        Random random = new Random(seed);
        SealContext own = context(random);
        String secret = text(random);
        SealedValue sealed = sealer.seal(own, secret);

        assertThat(sealer.open(own, sealed)).isEqualTo(secret);
        assertThat(sealed.keyId()).isEqualTo("new");
        SealContext other = context(random);
        for (SealContext wrong : List.of(
                new SealContext(other.tenantId(), own.userId(), own.field()),
                new SealContext(own.tenantId(), other.userId(), own.field()),
                new SealContext(own.tenantId(), own.userId(), other.field()),
                new SealContext(own.userId(), own.tenantId(), own.field()),
                other)) {
            assertThatThrownBy(() -> sealer.open(wrong, sealed)).isInstanceOf(BrokenSealException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "GEZDGNBVGY3TQOJQ", "पासवर्ड 🔑"})
    void noByteOfASealedValueMayChange(String secret) {
        byte[] sealed = Base64.getDecoder().decode(sealer.seal(context, secret).text());
        for (int i = 0; i < sealed.length; i++) {
            for (int bit = 0; bit < 8; bit++) {
                byte[] changed = sealed.clone();
                changed[i] ^= (byte) (1 << bit);
                assertBroken(changed);
            }
            assertBroken(Arrays.copyOf(sealed, i));
        }
        assertBroken(Arrays.copyOf(sealed, sealed.length + 1));
    }

    @Test
    void whatIsNoBase64DoesNotOpen() {
        assertThatThrownBy(() -> sealer.open(context, new SealedValue("new", "*marked-secret*")))
                .isInstanceOf(BrokenSealException.class)
                .hasNoCause();
    }

    @Test
    void afterARotationOldValuesOpenAndNewOnesTakeTheNewKey() throws CannotOpenException {
        SealedValue old = new Sealer(MasterKeys.parse(OLD_KEY)).seal(context, "secret");
        Sealer rotated = new Sealer(MasterKeys.parse(NEW_KEY + "," + OLD_KEY));
        assertThat(old.keyId()).isEqualTo("old");
        assertThat(rotated.open(context, old)).isEqualTo("secret");
        assertThat(rotated.seal(context, "secret").keyId()).isEqualTo("new");
    }

    @Test
    void withoutItsKeyAValueIsToldApartFromABrokenOne() {
        SealedValue old = new Sealer(MasterKeys.parse(OLD_KEY)).seal(context, "secret");
        assertThatThrownBy(() -> sealer.open(context, old)).isInstanceOf(UnknownKeyException.class);
        assertThatThrownBy(() -> sealer.open(context, new SealedValue("new", old.text())))
                .isInstanceOf(BrokenSealException.class);
    }

    @Test
    void aSecretSealedTwiceLooksDifferent() {
        assertThat(sealer.seal(context, "secret").text())
                .isNotEqualTo(sealer.seal(context, "secret").text());
    }

    @Test
    void theLongestSecretFitsItsColumn() {
        assertThat(sealer.seal(context, "ॐ".repeat(255)).text()).hasSizeLessThanOrEqualTo(2048);
        assertThat(sealer.seal(context, "a".repeat(1024)).text()).hasSizeLessThanOrEqualTo(2048);
    }

    @Test
    void textThatIsNotUnicodeIsRefusedAndNotShown() {
        assertThatThrownBy(() -> sealer.seal(context, "marked-secret\ud800"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("marked")
                .hasNoCause();
    }

    @Test
    void noTextShowsASecretOrAKey() {
        SealedValue sealed = sealer.seal(context, "marked-secret");
        assertThat(sealed.toString() + sealer + context)
                .doesNotContain("marked-secret", sealed.text(), NEW_KEY.substring(4));
    }

    private void assertBroken(byte[] sealed) {
        SealedValue value = new SealedValue("new", Base64.getEncoder().encodeToString(sealed));
        assertThatThrownBy(() -> sealer.open(context, value))
                .isInstanceOf(BrokenSealException.class)
                .hasNoCause();
    }

    private static SealContext context(Random random) {
        return new SealContext(
                new UUID(random.nextLong(), random.nextLong()),
                new UUID(random.nextLong(), random.nextLong()),
                "field_" + random.nextInt());
    }

    private static String text(Random random) {
        int[] codePoints = random.ints(random.nextInt(300), 0, Character.MAX_CODE_POINT + 1)
                .filter(point -> point < Character.MIN_SURROGATE || point > Character.MAX_SURROGATE)
                .toArray();
        return new String(codePoints, 0, codePoints.length);
    }

    private static String key(long seed) {
        byte[] bytes = new byte[32];
        new Random(seed).nextBytes(bytes);
        return Base64.getEncoder().encodeToString(bytes);
    }
}
