/**
 * Market data: the broker's list of instruments, which of them a tenant streams, and what is stored of their prices.
 */
package io.orra.marketdata;
