package io.orra.notification;

/** An event that no retry can mend. The message is a stable reason and holds nothing of the event. */
public class MalformedEventException extends Exception {

    private static final long serialVersionUID = 1L;

    public MalformedEventException(String reason) {
        super(reason);
    }
}
