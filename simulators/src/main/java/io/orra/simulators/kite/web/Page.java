package io.orra.simulators.kite.web;

import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** An HTML resource with {@code {{name}}} placeholders, each filled escaped. */
record Page(String html) {
    static Page load(String name) {
        try (InputStream stream = Objects.requireNonNull(Page.class.getResourceAsStream(name))) {
            return new Page(new String(stream.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @param values name and value in turn */
    void send(RoutingContext context, String... values) {
        String filled = html;
        for (int i = 0; i < values.length; i += 2) {
            filled = filled.replace("{{" + values[i] + "}}", escaped(values[i + 1]));
        }
        context.response().putHeader("Content-Type", "text/html; charset=utf-8").end(filled);
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
    }
}
