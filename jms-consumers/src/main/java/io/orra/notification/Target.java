package io.orra.notification;

import java.util.regex.Pattern;

/** Where a notification goes. */
public record Target(NotificationChannel channel, String destination) {

    private static final int SHOWN = 3;
    private static final Pattern EMAIL = Pattern.compile("[^@\\s]+@[^@\\s]+");
    private static final Pattern PHONE = Pattern.compile("\\+?[1-9]\\d{6,14}");
    private static final Pattern CHAT = Pattern.compile("-?\\d{4,20}|@\\w{4,32}");

    /** The destination as logs may show it. */
    public String masked() {
        return destination.length() <= SHOWN ? "***" : destination.substring(0, SHOWN) + "***";
    }

    /** Whether the destination is one of the channel: an address, a telephone number, a chat's id or name. */
    public boolean fits() {
        Pattern form =
                switch (channel) {
                    case EMAIL -> EMAIL;
                    case WHATSAPP -> PHONE;
                    case TELEGRAM -> CHAT;
                };
        return form.matcher(destination).matches();
    }

    @Override
    public String toString() {
        return "Target[" + channel.word() + " " + masked() + "]";
    }
}
