package io.orra.credentials;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Base64;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class MasterKeysTest {

    private static final String ZEROS = Base64.getEncoder().encodeToString(new byte[32]);
    private static final String GOOD = key(1);

    @Test
    void aKeyWithoutAnIdIsNamedByItsHash() {
        assertThat(MasterKeys.parse(ZEROS).sealingKeyId()).isEqualTo("66687aad");
    }

    @Test
    void theOriginalsFernetKeyIsTakenAsItIs() {
        byte[] bytes = new byte[32];
        bytes[0] = (byte) 0xfb;
        bytes[1] = (byte) 0xff;
        String fernet = Base64.getUrlEncoder().encodeToString(bytes);
        assertThat(fernet).startsWith("-_").endsWith("=");
        assertThat(MasterKeys.parse(fernet).sealingKeyId())
                .isEqualTo(MasterKeys.parse(Base64.getEncoder().encodeToString(bytes))
                        .sealingKeyId())
                .isEqualTo(MasterKeys.parse(fernet.replace("=", "")).sealingKeyId());
    }

    @Test
    void theFirstOfSeveralSeals() {
        MasterKeys keys = MasterKeys.parse(" new.2026:" + GOOD + " , " + ZEROS + ",old_1:" + key(2) + "\n");
        assertThat(keys.sealingKeyId()).isEqualTo("new.2026");
        assertThat(keys.ids()).containsExactlyInAnyOrder("new.2026", "66687aad", "old_1");
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "   "})
    void noKeyIsSaidInOneLine(String setting) {
        assertThatThrownBy(() -> MasterKeys.parse(setting))
                .isInstanceOf(InvalidMasterKeyException.class)
                .hasMessage("MASTER_ENCRYPTION_KEY is not set");
    }

    static Stream<Arguments> malformed() {
        String shortKey = Base64.getEncoder().encodeToString(new byte[31]);
        return Stream.of(
                Arguments.of("not base64 at all!", "is not base64"),
                Arguments.of("-" + GOOD.substring(1, 20) + "+/" + GOOD.substring(22), "is not base64"),
                Arguments.of(shortKey, "must hold 32 bytes, not 31"),
                Arguments.of(GOOD + "," + shortKey, "must hold 32 bytes, not 31 (key 2 of 2)"),
                Arguments.of(GOOD + ",", "must hold 32 bytes, not 0 (key 2 of 2)"),
                Arguments.of("," + GOOD, "must hold 32 bytes, not 0 (key 1 of 2)"),
                Arguments.of("a:", "must hold 32 bytes, not 0"),
                Arguments.of(":" + GOOD, "has an id that is not 1 to 64 of A-Z a-z 0-9 . _ -"),
                Arguments.of("a b:" + GOOD, "has an id that is not 1 to 64 of A-Z a-z 0-9 . _ -"),
                Arguments.of("a".repeat(65) + ":" + GOOD, "has an id that is not 1 to 64 of A-Z a-z 0-9 . _ -"),
                Arguments.of("a:b:" + GOOD, "is not base64"),
                Arguments.of("a:" + GOOD + ",a:" + ZEROS, "names one key id twice (key 2 of 2)"),
                Arguments.of(GOOD + "," + GOOD, "names one key id twice (key 2 of 2)"));
    }

    @ParameterizedTest
    @MethodSource("malformed")
    void aMalformedKeyIsSaidInOneLineAndNotShown(String setting, String fault) {
        assertThatThrownBy(() -> MasterKeys.parse(setting))
                .isInstanceOf(InvalidMasterKeyException.class)
                .hasNoCause()
                .hasMessage("MASTER_ENCRYPTION_KEY " + fault);
    }

    @Test
    void itsTextShowsIdsOnly() {
        assertThat(MasterKeys.parse("a:" + GOOD + ",b:" + ZEROS)).hasToString("MasterKeys[a, b]");
    }

    private static String key(long seed) {
        byte[] bytes = new byte[32];
        new Random(seed).nextBytes(bytes);
        return Base64.getEncoder().encodeToString(bytes);
    }
}
