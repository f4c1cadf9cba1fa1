package io.orra.problem;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.util.Map;

/** What JAX-RS itself refuses: unknown paths, wrong methods, unreadable bodies. */
@Provider
public class HttpErrorMapper implements ExceptionMapper<WebApplicationException> {

    private static final Map<Integer, String> DETAILS = Map.of(
            400, "The request could not be read",
            404, "There is nothing at this address",
            405, "This address does not take that method",
            406, "This address answers with JSON only",
            413, "The body is too large",
            415, "This address takes JSON only");

    @Context
    private HttpServletRequest request;

    @Override
    public Response toResponse(WebApplicationException error) {
        int status = error.getResponse().getStatus();
        if (status < 400) {
            return error.getResponse();
        }
        Response answer = new Problem(
                        status,
                        "http-" + status,
                        DETAILS.getOrDefault(status, "The request was refused"),
                        CorrelationId.of(request))
                .response();
        String allow = error.getResponse().getHeaderString("Allow");
        return allow == null
                ? answer
                : Response.fromResponse(answer).header("Allow", allow).build();
    }
}
