package io.orra.http;

import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.QueryParam;

/** Which part of a list: read as text, since JAX-RS answers 404 to a query whose number is none. */
public class Paging {

    @QueryParam("offset")
    @DefaultValue("0")
    @Pattern(regexp = "\\d{1,7}")
    private String offset;

    @QueryParam("limit")
    @DefaultValue("100")
    @Pattern(regexp = "[1-9]|[1-9]\\d|[1-4]\\d\\d|500")
    private String limit;

    /** How many to leave out. */
    public int offset() {
        return Integer.parseInt(offset);
    }

    /** How many at the most, 1 to 500. */
    public int limit() {
        return Integer.parseInt(limit);
    }
}
