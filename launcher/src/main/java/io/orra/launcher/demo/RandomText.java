package io.orra.launcher.demo;

import java.security.SecureRandom;

/** Names and secrets that nobody had before. */
final class RandomText {
    private static final String LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789";

    private RandomText() {}

    static String word(int length) {
        return of(LETTERS, length);
    }

    static String of(String alphabet, int length) {
        return new SecureRandom()
                .ints(length, 0, alphabet.length())
                .collect(StringBuilder::new, (text, i) -> text.append(alphabet.charAt(i)), StringBuilder::append)
                .toString();
    }
}
