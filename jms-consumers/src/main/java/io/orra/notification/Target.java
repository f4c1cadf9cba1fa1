package io.orra.notification;

/** Where a notification goes. */
public record Target(NotificationChannel channel, String destination) {

    private static final int SHOWN = 3;

    /** The destination as logs may show it. */
    public String masked() {
        return destination.length() <= SHOWN ? "***" : destination.substring(0, SHOWN) + "***";
    }

    @Override
    public String toString() {
        return "Target[" + channel.word() + " " + masked() + "]";
    }
}
