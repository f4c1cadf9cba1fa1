/** Live ticks over HTTP as server-sent events. */
package io.orra.livestream;
