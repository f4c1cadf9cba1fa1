/** Instruments over HTTP. */
package io.orra.marketdata;
