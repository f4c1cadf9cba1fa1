/** Which instruments a tenant streams. */
package io.orra.marketdata;
