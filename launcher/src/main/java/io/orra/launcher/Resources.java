package io.orra.launcher;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The files of server-config, as they are packed into the launcher. */
public final class Resources {
    private Resources() {}

    public static String text(String path) {
        try (InputStream resource = Resources.class.getResourceAsStream(path)) {
            if (resource == null) {
                throw new IllegalStateException(path + " is not packed into the launcher");
            }
            return new String(resource.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
