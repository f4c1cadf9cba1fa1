/**
 * Programs that measure Orra and write what they found into docs/benchmarks.
 */
package io.orra.benchmarks;
