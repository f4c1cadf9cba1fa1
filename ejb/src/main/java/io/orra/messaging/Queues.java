package io.orra.messaging;

/** The queues of the original. */
public final class Queues {

    /** What became of a tenant's order, from strategy workers. */
    public static final String EXECUTION_RESULTS = "execution_results";
    /** Logins that failed, from the auth agent. */
    public static final String AUTH_ERRORS = "auth_errors";

    /** What the broker says of a tenant's orders, from the ticker agent. */
    public static final String ORDER_UPDATES = "order_updates";

    /** What a tenant must know of its subscription. */
    public static final String BILLING_NOTICES = "billing_notices";

    /** Alarms of the notification engine: one for each attempt that is to be made later. */
    public static final String NOTIFICATION_RETRIES = "notification_retries";

    /** Links for a login by hand, from the auth agent. */
    public static final String AUTH_NOTICES = "auth_notices";

    /** What could not be delivered; the broker's dead-letter address. */
    public static final String DEAD_LETTERS = "DLQ";

    private Queues() {}
}
