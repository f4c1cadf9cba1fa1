package io.orra.notification;

/**
 * Where a notification goes.
 *
 * @param channel telegram, whatsapp or email
 */
public record Target(String channel, String destination) {

    private static final int SHOWN = 3;

    /** The destination as logs may show it. */
    public String masked() {
        return destination.length() <= SHOWN ? "***" : destination.substring(0, SHOWN) + "***";
    }
}
