package io.orra.openapi;

import io.orra.problem.CorrelationId;
import io.orra.problem.Problem;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Properties;

/**
 * Takes every address that nothing else does: the pages at {@code /docs}, and a problem for the rest. The server's own
 * servlet for files is not used, because it answers a folder's name with an HTML page.
 */
public class DocsPage extends HttpServlet {

    private static final long serialVersionUID = 1L;

    private static final String OWN = "/io/orra/openapi/";
    private static final String LIBRARY = "/META-INF/resources/webjars/swagger-ui/";
    private static final String LIBRARY_VERSION = "/META-INF/maven/org.webjars/swagger-ui/pom.properties";

    private record Page(String resource, String mediaType) {}

    private transient Map<String, Page> pages;

    @Override
    public void init() throws ServletException {
        String library = LIBRARY + libraryVersion() + "/";
        Page index = new Page(OWN + "docs.html", "text/html");
        pages = Map.of(
                "/docs", index,
                "/docs/", index,
                "/docs/docs.js", new Page(OWN + "docs.js", "text/javascript"),
                "/docs/swagger-ui.css", new Page(library + "swagger-ui.css", "text/css"),
                "/docs/swagger-ui-bundle.js", new Page(library + "swagger-ui-bundle.js", "text/javascript"));
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse answer) throws IOException {
        Page page = pages.get(request.getRequestURI());
        if (page == null) {
            new Problem(404, "http-404", "There is nothing at this address", CorrelationId.of(request)).writeTo(answer);
        } else if (!"GET".equals(request.getMethod()) && !"HEAD".equals(request.getMethod())) {
            answer.setHeader("Allow", "GET, HEAD");
            new Problem(405, "http-405", "This address does not take that method", CorrelationId.of(request))
                    .writeTo(answer);
        } else {
            answer.setContentType(page.mediaType());
            answer.setCharacterEncoding("UTF-8");
            answer.setHeader("Cache-Control", "max-age=3600");
            answer.setHeader(
                    "Content-Security-Policy",
                    "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; frame-ancestors 'none'");
            try (InputStream content = DocsPage.class.getResourceAsStream(page.resource())) {
                content.transferTo(answer.getOutputStream());
            }
        }
    }

    private static String libraryVersion() throws ServletException {
        try (InputStream stated = DocsPage.class.getResourceAsStream(LIBRARY_VERSION)) {
            Properties properties = new Properties();
            properties.load(stated);
            return properties.getProperty("version");
        } catch (IOException unreadable) {
            throw new ServletException(unreadable);
        }
    }
}
