/** Load at a fixed rate, for every benchmark alike. */
package io.orra.benchmarks.load;
