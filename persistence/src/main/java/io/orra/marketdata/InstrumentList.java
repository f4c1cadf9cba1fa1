package io.orra.marketdata;

import java.util.UUID;

/**
 * What a tenant chose to stream.
 *
 * @param version grows with each change
 * @param instruments a JSON object of instrument tokens and modes
 */
public record InstrumentList(UUID tenantId, long version, String instruments) {}
