package io.orra.problem;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Takes the place of the server's HTML error pages, so that no client ever sees one. */
public class ContainerErrorServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Object code = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
        int status = code instanceof Integer known ? known : 404;
        String detail = status == 404
                ? "There is nothing at this address"
                : status >= 500 ? "Something went wrong on our side" : "The request was refused";
        new Problem(status, "http-" + status, detail, CorrelationId.of(request)).writeTo(response);
    }
}
