package io.orra.simulators.http;

import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** What is wrong with a signed webhook on purpose. */
public enum Damage {
    NONE,
    /** One character of each signature differs. */
    SIGNATURE,
    /** The body changed after it was signed. */
    BODY,
    /** Signed with a secret that nobody configured. */
    WRONG_SECRET,
    MISSING_SIGNATURE,
    MISSING_TIMESTAMP,
    /** Svix only: no message id. */
    MISSING_ID,
    /** Only a signature of a version that is to be ignored: Svix v2, Stripe v0. */
    OTHER_VERSION,
    /** Rightly signed, but the body is cut off. */
    NOT_JSON;

    private static final Set<String> NAMES =
            Arrays.stream(values()).map(Damage::lower).collect(Collectors.toUnmodifiableSet());

    public static Damage read(Input input) {
        return valueOf(input.oneOf("damage", "none", NAMES).toUpperCase(Locale.ROOT));
    }

    /** The body as it goes out. */
    public String sent(String body) {
        return this == BODY ? body.replaceFirst("\\{", "{\"damaged\":true,") : body;
    }

    /** The signature header as it goes out; the last character but four of each signature changes. */
    public String signature(String header) {
        if (this != SIGNATURE) {
            return header;
        }
        return Arrays.stream(header.split("(?<=[ ,])"))
                .map(part -> part.length() < 20 ? part : flipped(part))
                .collect(Collectors.joining());
    }

    private static String flipped(String part) {
        int at = part.length() - 8;
        return part.substring(0, at) + (part.charAt(at) == '0' ? '1' : '0') + part.substring(at + 1);
    }

    private String lower() {
        return name().toLowerCase(Locale.ROOT);
    }
}
