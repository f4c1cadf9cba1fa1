/** The one connection to Redis, and the names of everything Orra keeps or says there. */
package io.orra.redis;
