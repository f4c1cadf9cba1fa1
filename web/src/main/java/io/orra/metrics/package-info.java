/** Requests are counted by their routes, and {@code /metrics} shows what is counted, to those who may see it. */
package io.orra.metrics;
