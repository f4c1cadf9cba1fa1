package io.orra.notification;

import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;

/**
 * Part of each day in the user's zone; from 22:00 until 07:00 goes over midnight.
 *
 * @param from the first quiet minute
 * @param until the first minute that is not quiet; equal to from means the whole day
 */
public record QuietHours(LocalTime from, LocalTime until, ZoneId zone) {

    public boolean covers(Instant moment) {
        LocalTime time = moment.atZone(zone).toLocalTime();
        boolean afterFrom = !time.isBefore(from);
        boolean beforeUntil = time.isBefore(until);
        return from.isBefore(until) ? afterFrom && beforeUntil : afterFrom || beforeUntil;
    }

    /** The first moment from this one on that is not quiet; a whole day of quiet ends a day later. */
    public Instant endOf(Instant moment) {
        if (!covers(moment)) {
            return moment;
        }
        ZonedDateTime local = moment.atZone(zone);
        ZonedDateTime end = local.with(until);
        return (end.isAfter(local) ? end : local.plusDays(1).with(until)).toInstant();
    }
}
