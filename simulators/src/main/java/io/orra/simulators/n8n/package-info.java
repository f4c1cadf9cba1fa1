/**
 * An n8n that takes webhooks: its literal answers, header authentication, faults per webhook, and a bounded
 * log of everything it received.
 */
package io.orra.simulators.n8n;
