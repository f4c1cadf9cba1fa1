package io.orra.notification;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuietHoursTest {

    @ParameterizedTest
    @CsvSource({
        "22:00, 07:00, 2026-11-24T16:29:59Z, false",
        "22:00, 07:00, 2026-11-24T16:30:00Z, true",
        "22:00, 07:00, 2026-11-24T20:00:00Z, true",
        "22:00, 07:00, 2026-11-25T01:29:59Z, true",
        "22:00, 07:00, 2026-11-25T01:30:00Z, false",
        "12:00, 13:00, 2026-11-24T06:30:00Z, true",
        "12:00, 13:00, 2026-11-24T07:30:00Z, false",
        "09:00, 09:00, 2026-11-24T20:00:00Z, true",
    })
    void areTakenInTheUsersZoneAndOverMidnight(LocalTime from, LocalTime until, Instant moment, boolean quiet) {
        assertThat(new QuietHours(from, until, ZoneId.of("Asia/Kolkata")).covers(moment))
                .isEqualTo(quiet);
    }
}
