package io.orra.kite;

import io.orra.kite.KiteApiException.Kind;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.util.Locale;

/** Judges an answer by both its error envelope and its HTTP status; either alone is enough to make it an error. */
final class KiteErrors {
    private KiteErrors() {}

    /** The envelope of a good answer. */
    static JsonObject successOf(BrokerAnswer answer) throws KiteApiException {
        JsonObject envelope = answer.json().orElse(null);
        if (envelope == null) {
            throw new KiteApiException(kindOfBareStatus(answer.status()), answer.status());
        }
        String errorType = text(envelope, "error_type");
        if (!errorType.isEmpty() || "error".equals(text(envelope, "status")) || !answer.ok()) {
            throw new KiteApiException(kindOf(errorType, text(envelope, "message"), answer.status()), answer.status());
        }
        return envelope;
    }

    /** Without an envelope nothing but the status speaks: a bare 403 may be a gateway's and says nothing of a token. */
    private static Kind kindOfBareStatus(int status) {
        if (status == 429) {
            return Kind.RATE_LIMITED;
        }
        return status >= 500 ? Kind.UNAVAILABLE : Kind.MALFORMED;
    }

    private static Kind kindOf(String errorType, String message, int status) {
        if (status == 429) {
            return Kind.RATE_LIMITED;
        }
        String words = message.toLowerCase(Locale.ROOT);
        if (words.contains("checksum")) {
            return Kind.SECRET;
        }
        return switch (errorType) {
            case "TokenException" -> Kind.TOKEN;
            case "PermissionException" -> Kind.PERMISSION;
            case "UserException", "TwoFAException", "ForbiddenError" -> Kind.USER;
            case "InputException", "OrderException", "MarginException", "HoldingException" -> Kind.INPUT;
            case "NetworkException" -> words.contains("too many") ? Kind.RATE_LIMITED : Kind.UNAVAILABLE;
            case "DataException" -> Kind.UNAVAILABLE;
            default -> kindOfUntyped(status);
        };
    }

    private static Kind kindOfUntyped(int status) {
        if (status >= 500) {
            return Kind.UNAVAILABLE;
        }
        return switch (status) {
            case 400 -> Kind.INPUT;
            case 404, 405, 410 -> Kind.NOT_FOUND;
            default -> Kind.OTHER;
        };
    }

    static String text(JsonObject object, String name) {
        return object.get(name) instanceof JsonString value ? value.getString() : "";
    }
}
