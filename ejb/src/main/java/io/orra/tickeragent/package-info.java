/** Who streams what, and where ticks go: a stream per tenant that heals itself, and the way of ticks to Redis. */
package io.orra.tickeragent;
