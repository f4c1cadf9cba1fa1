/** A user's Kite credentials over HTTP: linked, their status, and whether the broker takes them. */
package io.orra.credentials;
