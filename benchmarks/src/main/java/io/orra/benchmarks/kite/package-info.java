/**
 * How fast the broker's feed is read, beside the broker's own client.
 */
package io.orra.benchmarks.kite;
