/** Instruments, ticks and candles of the deployed Orra. */
package io.orra.it.marketdata;
