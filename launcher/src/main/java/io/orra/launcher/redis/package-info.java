/**
 * The embedded Redis 7: the machine's own redis-server, or the one that comes as a jar.
 */
package io.orra.launcher.redis;
