package io.orra.billing;

import jakarta.json.JsonObject;

/** A strategy as somebody wants it. */
public record StrategyDraft(String name, String strategyType, JsonObject parameters) {}
