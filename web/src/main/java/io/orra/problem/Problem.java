package io.orra.problem;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonBuilderFactory;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/**
 * An error answer, RFC 9457. {@code detail} is a sentence of ours, never an exception's text.
 *
 * @param type the stable last part of {@code urn:orra:problem:…}
 */
public record Problem(int status, String type, String detail, String correlationId, List<FieldError> errors) {

    public static final String MEDIA_TYPE = "application/problem+json";

    /** Kept: {@link Json} itself looks for the provider anew at each call. */
    private static final JsonBuilderFactory JSON = Json.createBuilderFactory(Map.of());

    /** A field that validation refused; the value itself is never repeated. */
    public record FieldError(String field, String code, String message) {}

    public Problem(int status, String type, String detail, String correlationId) {
        this(status, type, detail, correlationId, List.of());
    }

    public JsonObject json() {
        JsonObjectBuilder body = JSON.createObjectBuilder()
                .add("type", "urn:orra:problem:" + type)
                .add("title", title())
                .add("status", status)
                .add("detail", detail)
                .add("correlation_id", correlationId);
        if (!errors.isEmpty()) {
            JsonArrayBuilder list = JSON.createArrayBuilder();
            errors.forEach(error -> list.add(JSON.createObjectBuilder()
                    .add("field", error.field())
                    .add("code", error.code())
                    .add("message", error.message())));
            body.add("errors", list);
        }
        return body.build();
    }

    /** Writes it outside JAX-RS. */
    public void writeTo(HttpServletResponse answer) throws IOException {
        answer.setStatus(status);
        answer.setContentType(MEDIA_TYPE);
        answer.setCharacterEncoding("UTF-8");
        answer.getWriter().write(json().toString());
    }

    public Response response() {
        Response.ResponseBuilder response =
                Response.status(status).type(MEDIA_TYPE).entity(this);
        if (status == 401) {
            response.header("WWW-Authenticate", "Bearer");
        }
        if (status == 503) {
            response.header("Retry-After", "5");
        }
        return response.build();
    }

    private String title() {
        Response.Status known = Response.Status.fromStatusCode(status);
        return status == 422 ? "Unprocessable Content" : known == null ? "Error" : known.getReasonPhrase();
    }
}
