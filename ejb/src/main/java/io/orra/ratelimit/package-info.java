/** How much one caller, tenant or address may ask, counted in Redis for all instances together. */
package io.orra.ratelimit;
