/**
 * How long ./orra up takes.
 */
package io.orra.benchmarks.start;
