package io.orra.notification;

/** The names of the kinds of trouble that an operator is told of once. */
public final class NotificationAlertKind {

    private NotificationAlertKind() {}

    /** Dead letters of one queue or channel, for one reason. */
    public static String dead(String queueOrChannel, String reason) {
        return "dead:" + queueOrChannel + ":" + reason;
    }

    /** A webhook that does not answer as it should. */
    public static String webhookDown(String webhook) {
        return "webhook_down:" + webhook;
    }
}
