package io.orra.billing;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.StringReader;
import java.time.Instant;
import java.util.UUID;

/**
 * A tenant's strategy as it is now.
 *
 * @param version grows with each change
 */
public record Strategy(
        UUID id,
        String name,
        String strategyType,
        JsonObject parameters,
        boolean active,
        Instant createdAt,
        Instant updatedAt,
        long version) {

    static Strategy of(StrategyInstance row) {
        return new Strategy(
                row.id(),
                row.name(),
                row.strategyType(),
                json(row.parameters()),
                row.isActive(),
                row.createdAt(),
                row.updatedAt(),
                row.version());
    }

    static JsonObject json(String text) {
        try (JsonReader reader = Json.createReader(new StringReader(text))) {
            return reader.readObject();
        }
    }
}
