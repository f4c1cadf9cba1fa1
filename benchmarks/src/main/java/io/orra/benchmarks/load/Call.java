package io.orra.benchmarks.load;

import java.util.Map;

/**
 * A request to be sent.
 *
 * @param body JSON; null for none
 */
public record Call(String method, String address, Map<String, String> headers, String body) {}
