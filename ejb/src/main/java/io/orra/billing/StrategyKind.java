package io.orra.billing;

import jakarta.json.JsonObject;

/** A kind of strategy with the JSON Schema of its parameters. */
public record StrategyKind(String code, String title, JsonObject parametersSchema, long version) {

    static StrategyKind of(StrategyType type) {
        return new StrategyKind(type.code(), type.title(), Strategy.json(type.schema()), type.version());
    }
}
