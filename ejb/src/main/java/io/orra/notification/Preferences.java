package io.orra.notification;

import java.util.List;

/**
 * How a user is to be told.
 *
 * @param channels in the order in which they are tried
 * @param quietHours null for none
 * @param urgentOverride whether urgent events are told in quiet hours too
 * @param version grows with each change; that of the entity tag; null while nothing was ever set
 */
public record Preferences(List<Channel> channels, QuietHours quietHours, boolean urgentOverride, Long version) {

    /** One way to reach the user. */
    public record Channel(NotificationChannel channel, String destination, boolean enabled) {}

    public Preferences {
        channels = List.copyOf(channels);
    }
}
