/** How fast market data is stored. */
package io.orra.benchmarks.market;
