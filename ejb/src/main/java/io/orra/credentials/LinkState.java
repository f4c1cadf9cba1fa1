package io.orra.credentials;

import java.time.Instant;

/**
 * That a user has linked credentials.
 *
 * @param version grows with each change; that of the entity tag
 */
public record LinkState(Instant linkedAt, long version) {}
