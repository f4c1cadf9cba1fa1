package io.orra.it.frame;

import com.atlassian.oai.validator.OpenApiInteractionValidator;
import com.atlassian.oai.validator.model.Request;
import com.atlassian.oai.validator.model.SimpleResponse;
import com.atlassian.oai.validator.report.ValidationReport;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** The contract as the build generated it. Every answer of the API that a test gets is held against it. */
public final class Contract {

    private static final Path FILE =
            Path.of(System.getProperty("orra.home"), "web/target/classes/io/orra/openapi/openapi.json");
    private static final String TEXT = text();
    private static final OpenApiInteractionValidator VALIDATOR =
            OpenApiInteractionValidator.createForInlineApiSpecification(TEXT).build();
    private static final JsonObject DOCUMENT = document();
    private static final List<Pattern> PATHS = DOCUMENT.getJsonObject("paths").keySet().stream()
            .map(path -> Pattern.compile(path.replaceAll("\\{[^}]*}", "[^/]+")))
            .toList();

    private Contract() {}

    public static JsonObject document() {
        try (var reader = Json.createReader(new StringReader(TEXT))) {
            return reader.readObject();
        }
    }

    /** Fails when the answer is outside the contract; answers at addresses that it doesn't name are not looked at. */
    public static void check(HttpRequest request, Answer answer) {
        String path = request.uri().getRawPath();
        // Refused by the server's connector before the application: without a body, and without an id.
        boolean connectors = answer.status() == 400
                && answer.body().isEmpty()
                && answer.header("X-Correlation-Id").isEmpty();
        if (connectors || PATHS.stream().noneMatch(known -> known.matcher(path).matches()) || answer.status() == 405) {
            return;
        }
        SimpleResponse.Builder response = SimpleResponse.Builder.status(answer.status());
        if (!answer.body().isEmpty()) {
            response.withBody(answer.body());
        }
        answer.raw().headers().map().forEach((name, values) -> response.withHeader(name, values));
        ValidationReport report =
                VALIDATOR.validateResponse(path, Request.Method.valueOf(request.method()), response.build());
        if (report.hasErrors()) {
            throw new AssertionError(request.method() + " " + path + " answered outside the contract: "
                    + report.getMessages() + "\n" + answer.status() + " " + answer.body());
        }
    }

    private static String text() {
        try {
            return Files.readString(FILE);
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }
}
