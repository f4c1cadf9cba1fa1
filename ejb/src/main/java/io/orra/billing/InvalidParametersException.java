package io.orra.billing;

import jakarta.ejb.ApplicationException;
import java.util.List;

/** Parameters that the schema of their strategy's type refuses. Names places and rules, never values. */
@ApplicationException(rollback = true)
public class InvalidParametersException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /**
     * A rule that is broken.
     *
     * @param pointer JSON Pointer of the place, empty for the whole
     * @param rule the schema's keyword
     */
    public record Fault(String pointer, String rule) implements java.io.Serializable {}

    private final transient List<Fault> faults;

    public InvalidParametersException(List<Fault> faults) {
        super("invalid parameters", null, false, false);
        this.faults = List.copyOf(faults);
    }

    public List<Fault> faults() {
        return faults;
    }
}
