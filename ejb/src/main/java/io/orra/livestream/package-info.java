/**
 * Ticks for browsers: what the ticker publishes for a tenant goes on to its viewers, each at its own speed. Slow ones see
 * the newest of each instrument, and are cut when they take nothing at all.
 */
package io.orra.livestream;
