package io.orra.problem;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** A body whose fields break their constraints: names the fields, never repeats a value. */
@Provider
public class ValidationMapper implements ExceptionMapper<ConstraintViolationException> {

    @Context
    private HttpServletRequest request;

    @Override
    public Response toResponse(ConstraintViolationException violations) {
        List<Problem.FieldError> errors = violations.getConstraintViolations().stream()
                .map(ValidationMapper::error)
                .sorted(Comparator.comparing(Problem.FieldError::field))
                .toList();
        return new Problem(422, "validation", "The request has invalid fields", CorrelationId.of(request), errors)
                .response();
    }

    private static Problem.FieldError error(ConstraintViolation<?> violation) {
        String constraint = violation
                .getConstraintDescriptor()
                .getAnnotation()
                .annotationType()
                .getSimpleName();
        return new Problem.FieldError(
                field(violation.getPropertyPath()), snakeCase(constraint), violation.getMessage());
    }

    private static String field(Path path) {
        String last = "body";
        for (Path.Node node : path) {
            last = node.getName() == null ? last : node.getName();
        }
        return snakeCase(last);
    }

    private static String snakeCase(String name) {
        return name.replaceAll("([a-z0-9])([A-Z])", "$1_$2").toLowerCase(Locale.ROOT);
    }
}
