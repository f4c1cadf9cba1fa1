package io.orra.notification;

/** Where a notification goes. */
public record Target(NotificationChannel channel, String destination) {

    private static final int SHOWN = 3;

    /** The destination as logs may show it. */
    public String masked() {
        return destination.length() <= SHOWN ? "***" : destination.substring(0, SHOWN) + "***";
    }

    /** Whether the destination is one of the channel: an address, a telephone number, a chat's id or name. */
    public boolean fits() {
        return channel.reaches(destination);
    }

    @Override
    public String toString() {
        return "Target[" + channel.word() + " " + masked() + "]";
    }
}
