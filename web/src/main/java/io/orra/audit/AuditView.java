package io.orra.audit;

import io.orra.http.Page;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonReaderFactory;
import java.io.StringReader;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Audit entries as the API shows them. */
public final class AuditView {

    /** Kept: {@link Json} itself looks for the provider anew at each call. */
    private static final JsonReaderFactory JSON = Json.createReaderFactory(Map.of());

    private AuditView() {}

    @Schema(name = "AuditEntry", description = "Who did what, when, from where, with what outcome")
    public record Entry(
            @Schema(required = true) UUID id,

            @Schema(required = true, description = "Its number within the tenant's chain")
            long seq,

            @Schema(required = true) Instant at,
            @Schema(required = true, nullable = true) UUID tenantId,

            @Schema(
                    required = true,
                    enumeration = {"user", "operator", "agent", "webhook", "anonymous"})
            String actorKind,

            @Schema(required = true) String actor,
            @Schema(required = true, nullable = true) UUID userId,

            @Schema(required = true, example = "kite-credentials.link")
            String action,

            @Schema(required = true, nullable = true) String target,

            @Schema(
                    required = true,
                    enumeration = {"done", "refused", "failed"})
            String outcome,

            @Schema(required = true, nullable = true) String reason,
            @Schema(required = true, nullable = true) String address,
            @Schema(required = true, nullable = true) String correlationId,
            @Schema(required = true) Map<String, String> details,

            @Schema(required = true, description = "SHA-256 over the hash before and this entry")
            String hash) {}

    @Schema(name = "AuditPage", description = "Newest first")
    public record EntryPage(
            @Schema(required = true) List<Entry> entries,

            @Schema(required = true, nullable = true, description = "For the next page; null on the last")
            String nextCursor) {}

    static EntryPage page(List<AuditEntry> entries, int size) {
        String next = null;
        if (entries.size() == size) {
            AuditEntry last = entries.get(size - 1);
            next = new Page.Cursor(last.at(), last.id()).text();
        }
        return new EntryPage(entries.stream().map(AuditView::of).toList(), next);
    }

    private static Entry of(AuditEntry entry) {
        AuditEvent event = entry.event();
        return new Entry(
                entry.id(),
                entry.seq(),
                entry.at(),
                event.tenantId(),
                event.actorKind().word(),
                event.actor(),
                event.userId(),
                event.action(),
                event.target(),
                event.outcome().word(),
                event.reason(),
                event.address(),
                event.correlationId(),
                details(event.detailsJson()),
                entry.hash());
    }

    private static Map<String, String> details(String json) {
        try (JsonReader reader = JSON.createReader(new StringReader(json))) {
            JsonObject object = reader.readObject();
            Map<String, String> details = new LinkedHashMap<>();
            object.keySet().forEach(name -> details.put(name, object.getString(name)));
            return details;
        }
    }
}
