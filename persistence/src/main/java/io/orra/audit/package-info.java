/** The audit trail: append-only rows, one hash chain for each tenant. */
package io.orra.audit;
