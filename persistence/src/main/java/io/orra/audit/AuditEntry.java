package io.orra.audit;

import java.time.Instant;
import java.util.UUID;

/**
 * A row of the trail.
 *
 * @param seq its number within its chain, from 1 without gaps
 * @param hash SHA-256 in hex over the hash before and this row
 */
public record AuditEntry(UUID id, long seq, Instant at, AuditEvent event, String hash) {}
