package io.orra.simulators.kite;

import java.util.Locale;

/** An answer of the broker that is an error: HTTP status, error_type and the literal text. */
public final class KiteError extends RuntimeException {
    private final int status;
    private final String type;

    public KiteError(int status, String type, String message) {
        super(message, null, false, false);
        this.status = status;
        this.type = type;
    }

    public static KiteError input(String message) {
        return new KiteError(400, "InputException", message);
    }

    public static KiteError missing(String field) {
        return input("Missing " + field);
    }

    public static KiteError token(String message) {
        return new KiteError(403, "TokenException", message);
    }

    public static KiteError badCredentials() {
        return token("Incorrect `api_key` or `access_token`.");
    }

    public static KiteError routeNotFound() {
        return new KiteError(404, "GeneralException", "Route not found");
    }

    /** The error_type that the broker's documentation pairs with a status. */
    static String typeFor(int status) {
        return switch (status) {
            case 400 -> "InputException";
            case 403 -> "TokenException";
            case 429, 503 -> "NetworkException";
            case 502, 504 -> "DataException";
            default -> "GeneralException";
        };
    }

    static String messageFor(int status) {
        return switch (status) {
            case 403 -> "Incorrect `api_key` or `access_token`.";
            case 429 -> "Too many requests";
            case 404 -> "Route not found";
            default -> String.format(Locale.ROOT, "Simulated fault with status %d", status);
        };
    }

    public int status() {
        return status;
    }

    public String type() {
        return type;
    }
}
