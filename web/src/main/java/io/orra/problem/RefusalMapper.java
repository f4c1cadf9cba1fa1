package io.orra.problem;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.util.List;

/** A rule said no. */
@Provider
public class RefusalMapper implements ExceptionMapper<Refusal> {

    @Context
    private HttpServletRequest request;

    @Override
    public Response toResponse(Refusal refusal) {
        List<Problem.FieldError> fields = refusal instanceof InvalidFields invalid
                ? invalid.fields().stream()
                        .map(field -> new Problem.FieldError(field.field(), field.code(), field.message()))
                        .toList()
                : List.of();
        return new Problem(refusal.status(), refusal.type(), refusal.getMessage(), CorrelationId.of(request), fields)
                .response();
    }
}
