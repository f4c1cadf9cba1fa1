package io.orra.notification;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TargetTest {

    @ParameterizedTest
    @CsvSource({
        "EMAIL, a@example.org, true",
        "EMAIL, 123456789, false",
        "EMAIL, a b@example.org, false",
        "WHATSAPP, +911234567890, true",
        "WHATSAPP, 911234567890, true",
        "WHATSAPP, a@example.org, false",
        "WHATSAPP, +0123, false",
        "TELEGRAM, 123456789, true",
        "TELEGRAM, -1001234567890, true",
        "TELEGRAM, @a_channel, true",
        "TELEGRAM, a@example.org, false"
    })
    void knows_whether_a_destination_is_one_of_its_channel(
            NotificationChannel channel, String destination, boolean fits) {
        assertThat(new Target(channel, destination).fits()).isEqualTo(fits);
    }
}
