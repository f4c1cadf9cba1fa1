package io.orra.authagent;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;

/**
 * What is needed to count an attempt.
 *
 * @param account of {@link LoginAccounts#key}
 * @param businessDate the broker's day
 * @param dateBegan midnight of the calendar date in Asia/Kolkata: what began after it counts too, since the broker's
 *     day may be another
 * @param credentialVersion what the attempt will be made with
 */
public record AttemptRequest(
        UUID tenantId,
        UUID userId,
        String account,
        LocalDate businessDate,
        Instant dateBegan,
        long credentialVersion) {}
