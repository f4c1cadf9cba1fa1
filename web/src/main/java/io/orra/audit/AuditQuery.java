package io.orra.audit;

import io.orra.http.Page;
import io.orra.problem.InvalidFields;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.QueryParam;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;

/** What a caller asks of the trail. */
public class AuditQuery {

    @QueryParam("limit")
    @DefaultValue("50")
    @Parameter(
            description = "Entries a page",
            schema = @Schema(type = SchemaType.INTEGER, minimum = "1", maximum = "200", defaultValue = "50"))
    private String limit;

    @QueryParam("cursor")
    @Parameter(description = "next_cursor of the page before")
    private String cursor;

    @QueryParam("action")
    @Parameter(
            description = "This action only",
            schema = @Schema(type = SchemaType.STRING, pattern = "^[a-z.-]{1,64}$"))
    private String action;

    @QueryParam("outcome")
    @Parameter(
            description = "This outcome only",
            schema =
                    @Schema(
                            type = SchemaType.STRING,
                            enumeration = {"done", "refused", "failed"}))
    private String outcome;

    int size() {
        return Page.size(limit);
    }

    AuditTrail.Search search(UUID tenant) {
        if (action != null && !action.matches("[a-z.-]{1,64}")) {
            throw InvalidFields.of("action", "pattern", "small letters, dots and dashes");
        }
        if (outcome != null && !outcome.matches("done|refused|failed")) {
            throw InvalidFields.of("outcome", "pattern", "done, refused or failed");
        }
        Page.Cursor after = Page.after(cursor);
        AuditTrail.Position before = after == null ? null : new AuditTrail.Position(after.at(), after.id());
        return new AuditTrail.Search(tenant, action, outcome, before, size());
    }
}
