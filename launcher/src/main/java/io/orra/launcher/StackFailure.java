package io.orra.launcher;

/** Why the stack cannot do what was asked: one plain line, and one that says what to do. Never holds a secret. */
public final class StackFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String advice;

    public StackFailure(String what, String advice) {
        super(what);
        this.advice = advice;
    }

    /** What the reader can do about it. */
    public String advice() {
        return advice;
    }
}
