package io.orra.launcher.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MasterKeyTest {
    private static final String KEY = Base64.getEncoder().encodeToString(new byte[32]);

    @Test
    void takesOneKeyOrSeveralWithAndWithoutIds() {
        byte[] bytes = new byte[32];
        java.util.Arrays.fill(bytes, (byte) 0xff);
        String url = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);

        assertThatCode(() -> MasterKey.check(KEY)).doesNotThrowAnyException();
        assertThatCode(() -> MasterKey.check("2026-11:" + KEY + ", old:" + url + "," + KEY))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "abc", "k1:", "not base64!", "a:b:c", "AAAA", "k 1:AAAA"})
    void refusesWhatIsNotAKeyOf32Bytes(String value) {
        assertThatThrownBy(() -> MasterKey.check(value)).hasMessageStartingWith("MASTER_ENCRYPTION_KEY is malformed");
    }

    @Test
    void namesTheFaultyOneByItsPlaceAndNeverShowsIt() {
        String faulty = Base64.getEncoder().encodeToString(new byte[31]);

        assertThatThrownBy(() -> MasterKey.check(KEY + ",old:" + faulty))
                .hasMessageContaining("key 2 of 2 has 31 bytes, not 32")
                .hasMessageNotContaining(faulty);
    }

    @Test
    void refusesTwoKeysWithOneId() {
        assertThatThrownBy(() -> MasterKey.check("a:" + KEY + ",a:" + KEY))
                .hasMessageContaining("id of an earlier one");
    }

    @Test
    void makesKeysThatItTakesItselfAndNeverTheSameTwice() {
        assertThatCode(() -> MasterKey.check(MasterKey.generate())).doesNotThrowAnyException();
        assertThat(MasterKey.generate()).isNotEqualTo(MasterKey.generate());
    }
}
