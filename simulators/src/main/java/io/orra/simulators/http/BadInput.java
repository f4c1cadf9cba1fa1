package io.orra.simulators.http;

/** Control input that is refused with 400; the message tells the caller what to write instead. */
public final class BadInput extends RuntimeException {
    public BadInput(String message) {
        super(message);
    }
}
