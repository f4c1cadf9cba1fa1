package io.orra.simulators.kite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orra.simulators.http.BadInput;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TotpTest {
    /** The secret of RFC 6238's appendix B in base32; of its 8 digits the last 6. */
    private static final String RFC_SEED = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";

    @ParameterizedTest
    @CsvSource({
        "59, 287082",
        "1111111109, 081804",
        "1111111111, 050471",
        "1234567890, 005924",
        "2000000000, 279037",
        "20000000000, 353130"
    })
    void codesAreThoseOfTheRfc(long epochSecond, String code) {
        assertThat(Totp.ofSeed(RFC_SEED).at(epochSecond)).isEqualTo(code);
    }

    @Test
    void aSeedMayBeWrittenInGroupsAndSmallLetters() {
        assertThat(Totp.ofSeed("gezd gnbv gy3t qojq-GEZD GNBV GY3T QOJQ====").at(59))
                .isEqualTo("287082");
    }

    @Test
    void aSeedThatIsNotBase32IsRefusedWithoutBeingRepeated() {
        assertThatThrownBy(() -> Totp.ofSeed("SECRET01"))
                .isInstanceOf(BadInput.class)
                .hasMessageNotContaining("SECRET");
    }
}
