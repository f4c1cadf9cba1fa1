/**
 * Traces by OpenTelemetry: spans of requests, statements, Redis commands, messages and webhooks, in one trace with the
 * correlation id. Without an address to send them to, nothing of it does anything.
 */
package io.orra.tracing;
