package io.orra.admin;

import io.orra.billing.SubscriptionTier;
import io.orra.http.Page;
import io.orra.problem.InvalidFields;
import io.orra.tenancy.Tenants;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.QueryParam;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;

/** Which tenants an operator asks for. */
public class TenantQuery {

    @QueryParam("limit")
    @DefaultValue("50")
    @Parameter(
            description = "Tenants a page",
            schema = @Schema(type = SchemaType.INTEGER, minimum = "1", maximum = "200", defaultValue = "50"))
    private String limit;

    @QueryParam("cursor")
    @Parameter(description = "From the Link header of the page before")
    private String cursor;

    @QueryParam("tier")
    @Parameter(
            description = "Of this subscription tier only",
            schema = @Schema(type = SchemaType.STRING, pattern = "^[a-z][a-z0-9_-]{0,49}$"))
    private String tier;

    @QueryParam("q")
    @Parameter(
            description = "A part of the name or of the organization's id",
            schema = @Schema(type = SchemaType.STRING, minLength = 1, maxLength = 100))
    private String text;

    int size() {
        return Page.size(limit);
    }

    Tenants.Search search(Boolean active) {
        if (text != null && !text.matches("[^\\x00-\\x1f\\x7f]{1,100}")) {
            throw InvalidFields.of("q", "size", "1 to 100 printable characters");
        }
        Page.Cursor after = Page.after(cursor);
        Tenants.Position position = after == null ? null : new Tenants.Position(after.at(), after.id());
        return new Tenants.Search(active, tier(), text, position, size());
    }

    private SubscriptionTier tier() {
        if (tier == null) {
            return null;
        }
        return SubscriptionTier.named(tier).orElseThrow(() -> InvalidFields.of("tier", "unknown_tier", "no such tier"));
    }
}
