/** Several servers: what a rolling restart and the death of one cost. */
package io.orra.benchmarks.instances;
