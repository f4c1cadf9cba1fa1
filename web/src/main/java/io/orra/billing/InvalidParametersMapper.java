package io.orra.billing;

import io.orra.problem.CorrelationId;
import io.orra.problem.Problem;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.util.List;

/** Parameters that break the schema of their type: names each place and rule, never a value. */
@Provider
public class InvalidParametersMapper implements ExceptionMapper<InvalidParametersException> {

    @Context
    private HttpServletRequest request;

    @Override
    public Response toResponse(InvalidParametersException invalid) {
        List<Problem.FieldError> errors = invalid.faults().stream()
                .map(fault -> new Problem.FieldError(
                        "parameters" + fault.pointer().replace('/', '.'),
                        fault.rule(),
                        "does not satisfy \"" + fault.rule() + "\" of the strategy type's schema"))
                .toList();
        return new Problem(422, "validation", "The request has invalid fields", CorrelationId.of(request), errors)
                .response();
    }
}
