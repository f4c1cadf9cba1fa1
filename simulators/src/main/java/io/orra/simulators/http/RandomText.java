package io.orra.simulators.http;

import java.security.SecureRandom;

/** Identifiers and tokens of the length and alphabet that the simulated party uses. */
public final class RandomText {
    private static final String ALPHANUMERIC = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    private static final SecureRandom RANDOM = new SecureRandom();

    private RandomText() {}

    public static String alphanumeric(int length) {
        StringBuilder text = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            text.append(ALPHANUMERIC.charAt(RANDOM.nextInt(ALPHANUMERIC.length())));
        }
        return text.toString();
    }

    /** {@code prefix_} and 27 characters, as Clerk, Svix and Stripe write their ids. */
    public static String id(String prefix) {
        return prefix + "_" + alphanumeric(27);
    }
}
