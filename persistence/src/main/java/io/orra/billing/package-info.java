/**
 * What tenants pay for: events of the billing providers, the standing worked out of them, tiers and what they allow, the
 * trades and strategies that count against it.
 */
package io.orra.billing;
