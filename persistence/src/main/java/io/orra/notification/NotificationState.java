package io.orra.notification;

import java.util.Locale;

/** Where a notification stands. */
public enum NotificationState {
    /** In its lane, to be attempted when it is the head and due. */
    WAITING,
    /** An instance attempts it now, and must say what became of it before its lease ends. */
    SENDING,
    /** Kept back for a digest or for the end of quiet hours. */
    HELD,
    DELIVERED,
    /** Told as part of a digest. */
    FOLDED,
    /** Given up; stands among the dead letters. */
    DEAD,
    /** Was dead, and an operator removed it. */
    DISCARDED;

    /** The word as it stands in the database and on the wire. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
