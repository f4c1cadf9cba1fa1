package io.orra.http;

import io.orra.problem.InvalidFields;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;

/** How lists are paged: a size, and a cursor that names the last row of the page before. */
public final class Page {

    public static final int MOST = 200;

    private Page() {}

    /** A row's place in a list ordered by time and id. */
    public record Cursor(Instant at, UUID id) {

        public String text() {
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString((at + "|" + id).getBytes(StandardCharsets.UTF_8));
        }
    }

    /** @throws InvalidFields 422 unless it is a number from 1 to {@value #MOST} */
    public static int size(String limit) {
        if (limit.matches("\\d{1,4}")) {
            int size = Integer.parseInt(limit);
            if (size >= 1 && size <= MOST) {
                return size;
            }
        }
        throw InvalidFields.of("limit", "range", "a number from 1 to " + MOST);
    }

    /**
     * @param cursor null for the first page
     * @throws InvalidFields 422 when it is none of ours
     */
    public static Cursor after(String cursor) {
        if (cursor == null) {
            return null;
        }
        try {
            String[] parts = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8).split("\\|");
            if (parts.length == 2) {
                return new Cursor(Instant.parse(parts[0]), UUID.fromString(parts[1]));
            }
        } catch (IllegalArgumentException | DateTimeException notOurs) {
            // falls through to the refusal
        }
        throw InvalidFields.of("cursor", "cursor", "not a cursor of this list");
    }
}
