package io.orra.json;

import jakarta.json.spi.JsonProvider;

/**
 * The provider behind {@link jakarta.json.Json}, looked up once. Json's own methods look it up at each call, through all
 * class loaders of the server: a quarter of the time that an event's intake took.
 */
public final class SharedJson {

    public static final JsonProvider JSON = JsonProvider.provider();

    private SharedJson() {}
}
