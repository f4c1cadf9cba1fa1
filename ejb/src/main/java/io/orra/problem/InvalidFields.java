package io.orra.problem;

import java.util.List;

/** A request that is well-formed and still wrong in some fields, as only a service can tell. */
public class InvalidFields extends Refusal {

    private static final long serialVersionUID = 1L;

    /**
     * What is wrong with one field; the value itself is never repeated.
     *
     * @param field by its name on the wire
     * @param code stable over releases
     */
    public record Field(String field, String code, String message) implements java.io.Serializable {}

    private final List<Field> fields;

    public InvalidFields(List<Field> fields) {
        super(422, "validation", "The request has invalid fields");
        this.fields = List.copyOf(fields);
    }

    public static InvalidFields of(String field, String code, String message) {
        return new InvalidFields(List.of(new Field(field, code, message)));
    }

    public List<Field> fields() {
        return fields;
    }
}
