package io.orra.openapi;

import io.orra.problem.CorrelationId;
import io.orra.problem.Problem;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;

/**
 * Serves the contract as the build made it, in JSON or in YAML where the client asks for that. A filter and not a
 * servlet, because the server maps a servlet of its own to the address.
 */
public class ContractAddress implements Filter {

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        HttpServletRequest http = (HttpServletRequest) request;
        HttpServletResponse answer = (HttpServletResponse) response;
        if (!"GET".equals(http.getMethod()) && !"HEAD".equals(http.getMethod())) {
            answer.setHeader("Allow", "GET, HEAD");
            new Problem(405, "http-405", "This address does not take that method", CorrelationId.of(request))
                    .writeTo(answer);
            return;
        }
        boolean yaml = String.valueOf(http.getHeader("Accept")).contains("yaml")
                || "yaml".equalsIgnoreCase(http.getParameter("format"));
        answer.setContentType(yaml ? "application/yaml" : "application/json");
        answer.setCharacterEncoding("UTF-8");
        try (InputStream contract = ContractAddress.class.getResourceAsStream(yaml ? "openapi.yaml" : "openapi.json")) {
            contract.transferTo(answer.getOutputStream());
        }
    }
}
