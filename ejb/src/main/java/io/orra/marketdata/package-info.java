/** Instruments: which there are, and which of them a tenant streams. */
package io.orra.marketdata;
