/** Rate limits over HTTP. */
package io.orra.ratelimit;
