package io.orra.problem;

import jakarta.ejb.ApplicationException;

/**
 * A request that a rule refuses. Its {@code type} is stable, its {@code detail} is the original's text and safe to
 * show. A transaction that it leaves is rolled back.
 */
@ApplicationException(rollback = true)
public class Refusal extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int status;
    private final String type;

    public Refusal(int status, String type, String detail) {
        super(detail, null, false, false);
        this.status = status;
        this.type = type;
    }

    public static Refusal unauthorized(String type, String detail) {
        return new Refusal(401, type, detail);
    }

    public static Refusal forbidden(String type, String detail) {
        return new Refusal(403, type, detail);
    }

    public static Refusal notFound(String type, String detail) {
        return new Refusal(404, type, detail);
    }

    public static Refusal invalid(String type, String detail) {
        return new Refusal(400, type, detail);
    }

    public static Refusal conflict(String type, String detail) {
        return new Refusal(409, type, detail);
    }

    public static Refusal unavailable(String type, String detail) {
        return new Refusal(503, type, detail);
    }

    /** The HTTP status that says this best. */
    public int status() {
        return status;
    }

    /** The last part of the problem's {@code type}, stable over releases. */
    public String type() {
        return type;
    }
}
