/** Who can be streamed now: the ticker agent's reads over tenants, credentials and sessions. */
package io.orra.tickeragent;
