/** Kite credentials: sealed before they are stored, opened only where the broker is called, never shown. */
package io.orra.credentials;
