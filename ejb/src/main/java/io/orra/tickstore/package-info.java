/**
 * Stores what the tickers receive: each tick once for its instrument, however many tenants and instances see it, and
 * what was missed as a gap.
 */
package io.orra.tickstore;
