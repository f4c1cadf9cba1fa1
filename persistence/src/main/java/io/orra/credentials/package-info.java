/** Kite credentials as they are stored: sealed, one row for each user of a tenant. Sealing itself is done by the services. */
package io.orra.credentials;
